#!/usr/bin/env python3
"""What links are worth once the questions beside them were answered by somebody who knows.

    score_review.py LINKS.csv QUESTIONS.csv TRUTH.csv

A question is one row; it is answered "the same" for a candidate whose rows mostly mean the firm the row means, and then the row's group and the candidate become one.
Prints pairs before and after, and the share of rows that were asked about.
"""
import csv
import sys
from collections import Counter, defaultdict

KEY = ("delivery", "sheet", "row", "position")


def read(path):
    with open(path, encoding="utf-8-sig") as file:
        return [(tuple(row[column] for column in KEY), row) for row in csv.DictReader(file)]


def pairs(groups, truth):
    found, real, both = Counter(groups.values()), Counter(truth[key] for key in groups), Counter((group, truth[key]) for key, group in groups.items())
    count = lambda counter: sum(n * (n - 1) // 2 for n in counter.values())
    precision, recall = count(both) / max(1, count(found)), count(both) / max(1, count(real))
    return f"P {precision:.4f}, R {recall:.4f}, F1 {2 * precision * recall / (precision + recall):.4f}"


def main():
    links, questions, truth = read(sys.argv[1]), read(sys.argv[2]), {key: row["firm"] for key, row in read(sys.argv[3])}
    group = {key: row["firm"] for key, row in links}
    owners = defaultdict(Counter)
    for key, firm in group.items():
        owners[firm][truth[key]] += 1
    parent = {}

    def root(firm):
        while parent.get(firm, firm) != firm:
            firm = parent[firm]
        return firm

    for key, row in questions:
        if row["candidate"] and owners[row["candidate"]].most_common(1)[0][0] == truth[key] and owners[group[key]].most_common(1)[0][0] == truth[key]:
            parent[root(row["candidate"])] = root(group[key])
    asked = len({key for key, _ in questions})
    print(f"before: {pairs(group, truth)}")
    print(f"after {asked} questions ({asked / len(group):.2%} of rows): {pairs({key: root(firm) for key, firm in group.items()}, truth)}")


main()
