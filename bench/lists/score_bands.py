#!/usr/bin/env python3
"""How often links of the weighed rung are right, by the belief written beside them.

    score_bands.py LINKS.csv TRUTH.csv

A weighed row is right when the rows of its firm that were not weighed belong to the firm it means; where all were, when most of the others do.
"""
import csv
import sys
from collections import Counter, defaultdict

KEY = ("delivery", "sheet", "row", "position")


def main():
    with open(sys.argv[2], encoding="utf-8") as file:
        truth = {tuple(row[column] for column in KEY): row["firm"] for row in csv.DictReader(file)}
    groups = defaultdict(list)
    with open(sys.argv[1], encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            groups[row["firm"]].append((truth[tuple(row[column] for column in KEY)], row["rule"], float(row["score"])))
    bands = defaultdict(Counter)
    for rows in groups.values():
        sure = Counter(owner for owner, rule, _ in rows if rule != "weighed") or Counter(owner for owner, _, _ in rows)
        for owner, rule, score in rows:
            if rule == "weighed":
                band = bands[next(floor for floor in (.995, .99, .98, .97, .96, .95, .9, .8, .7, .6, 0) if score >= floor)]
                band.update(rows=1, right=owner == sure.most_common(1)[0][0], believed=score)
    for floor in sorted(bands):
        band = bands[floor]
        print(f"| {floor} | {band['rows']} | {band['believed'] / band['rows']:.4f} | {band['right'] / band['rows']:.4f} |")


main()
