#!/usr/bin/env python3
"""Makes noisy lists out of a register of firms, and scores a file of links against them.

    register_lists.py make REGISTER FOLDER [--firms N] [--rows R] [--half 0|1] [--vary] [--seed S]
    register_lists.py score FOLDER LINKS.csv

REGISTER is a CSV (may be .gz) with the columns 企业名称, 统一社会信用代码, 注册日期, 企业类型, 注册资金, 所在省份, 地区, 注册地址, 经营范围.
`make` writes the register, a list of renames and three lists to FOLDER, and the truth beside it (FOLDER.truth.csv). One half of the register's
rows can be kept for a last look. --vary makes more firms than the register has: the region of one firm, the first characters of another's 字号.
`score` counts rows linked without a person. Kinds that must stay alone (another firm, a branch, a homonym elsewhere) count as wrong when linked.
"""
import argparse
import csv
import gzip
import hashlib
import os
import random
import re
from collections import Counter, defaultdict

FORMS = ["有限责任公司", "股份有限公司", "集团有限公司", "有限公司"]
ALONE = {"absent", "branch", "near", "homonym"}
KINDS = ["same", "region-dropped", "region-other-level", "region-in-brackets", "district-added", "form-dropped", "form-other", "space", "half-width",
         "cut-off", "character-dropped", "character-replaced", "former", "former-without-region", "branch", "near", "homonym"]
OTHER_CITIES = ["武汉市", "杭州市", "南宁市", "长春市", "西安市", "昆明市"]
CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def code_of(number, office):
    """A credit code with correct check characters (GB 32100-2015, GB 11714-1997)."""
    body = "MB" + "".join(CODE[(number // 31 ** place) % 31] for place in range(5, -1, -1))
    values = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    rest = 11 - sum(values.index(char) * weight for char, weight in zip(body, (3, 7, 9, 10, 5, 8, 4, 2))) % 11
    if rest == 10:
        return None  # an X would be the only letter of its kind in our codes; the next number will do
    start = "91" + office + body + ("0" if rest == 11 else str(rest))
    weights = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
    rest = 31 - sum(CODE.index(char) * weight for char, weight in zip(start, weights)) % 31
    return start + ("0" if rest == 31 else CODE[rest])


def read_register(path):
    opened = gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8-sig")
    with opened as rows:
        return [row for row in csv.reader(rows) if len(row) > 7 and re.fullmatch("[0-9A-HJ-NPQRTUWXY]{18}", row[1])]


def region_of(name, province, city):
    """The region in front of a name by the register's own columns; empty when the name begins with another."""
    for spelled in sorted({p + c for p in ("", province, province + "省", province + "市") for c in ("", city, city + "市")}, key=len, reverse=True):
        if spelled and name.startswith(spelled) and len(name) - len(spelled) > 6:
            return spelled
    return ""


def rest_of(name, region):
    """What follows the region; none where that begins in the middle of a longer region (市, 州, 县)."""
    rest = name[len(region):]
    return None if not region or rest[0] in "市州县区盟省" or re.match("(东方|.{0,3}[县区])", rest) else rest


def form_of(name):
    return next((form for form in FORMS if name.endswith(form)), "")


def spell(kind, row, former, chance):
    """The row's name as a list of that kind might print it; None where the kind does not fit."""
    name, province, city = row[0], row[5], row[6]
    form, region = form_of(name), region_of(name, province, city)
    rest = rest_of(name, region)
    if kind in ("same", "half-width"):
        return name if kind == "same" else name.replace("（", "(").replace("）", ")")
    if kind == "space":
        place = chance.randrange(1, len(name))
        return name[:place] + " " + name[place:]
    if kind == "form-dropped":
        return name[:-len(form)] if form else None
    if kind == "form-other":
        return name[:-4] + "有限责任公司" if form == "有限公司" else None
    if kind == "cut-off":
        return name[:-chance.randint(len(form) + 1, len(form) + 2)] if form and len(name) - len(form) > 8 and "公司" not in name[:-len(form)] else None
    if kind in ("character-dropped", "character-replaced", "near") and (rest is None or len(rest) < 9):
        return None
    if kind == "character-dropped":
        place = len(region) + chance.randrange(0, len(rest) - 4)
        return name[:place] + name[place + 1:]
    if kind == "character-replaced":
        place = len(region) + chance.randrange(2, len(rest) - 4)
        return name[:place] + chance.choice("德华鑫瑞通达宏远海天") + name[place + 1:]
    if kind == "near":
        place = len(region) + chance.randrange(0, 2)
        return name[:place] + chance.choice("德华鑫瑞通达宏远海天新安金") + name[place + 1:]
    if kind == "branch":
        return name + chance.choice(["武汉", "第一", "西安", "高新区"]) + "分公司" if form else None
    if kind in ("former", "former-without-region"):
        given = former.get(name)
        return given if given is None or kind == "former" else given[len(region):]
    if rest is None:
        return None
    if kind == "region-dropped":
        return rest
    if kind == "region-other-level":
        if region in ("北京", "上海", "天津", "重庆"):
            return region + "市" + rest
        if region in ("内蒙古", "广西", "西藏", "宁夏", "新疆"):
            return None
        return province + name if city and region.rstrip("市") == city and city != province and chance.random() < .5 \
            else (region[:-1] if region[-1] in "市省" else region + ("市" if region.endswith(city) or len(province) < 2 else "省")) + rest
    if kind == "region-in-brackets":
        return rest[:-len(form)] + "（" + region.rstrip("省市") + "）" + form if form else None
    if kind == "district-added":
        found = re.search("市([^市省县]{2,3})区", row[7])
        return region + found.group(1) + chance.choice(["区", ""]) + rest if found and region.rstrip("市") == city else None
    if kind == "homonym":
        return chance.choice([other for other in OTHER_CITIES if city + "市" != other]) + rest if region.rstrip("市") == city else None
    raise ValueError(kind)


def vary(rows, count, chance):
    """Firms that are not there: region and trade of one, the beginning of the 字号 of another."""
    whole = [(row, region_of(row[0], row[5], row[6])) for row in rows]
    whole = [(row, region, rest_of(row[0], region)) for row, region in whole]
    whole = [one for one in whole if one[2] and len(one[2]) > 8]
    brands = [rest[:chance.choice([2, 2, 3])] for _, _, rest in whole if not rest.startswith("中国")]
    made, seen, number = [], set(), 0
    while len(made) < count:
        number += 1
        row, region, rest = chance.choice(whole)
        name = region + chance.choice(brands) + rest[chance.choice([2, 2, 3]):]
        code = code_of(number, row[1][2:8])
        if code and name not in seen:
            seen.add(name)
            made.append([name, code] + row[2:])
    return made


def make(args):
    chance = random.Random(args.seed)
    rows = read_register(args.register)
    if args.vary:
        rows = vary(rows, args.firms * 6 // 5, chance)
    else:
        rows = rows[args.half::2]
        chance.shuffle(rows)
    register, absent = rows[:args.firms], rows[args.firms:args.firms * 6 // 5]
    names = {row[0] for row in register}
    former = {}
    for row in chance.sample(register, len(register) // 6):
        region = region_of(row[0], row[5], row[6])
        rest = rest_of(row[0], region)
        if rest and len(rest) > 8 and form_of(row[0]):
            old = region + chance.choice(["鑫达", "恒远", "博创", "中天", "华信", "瑞丰", "嘉业", "盛合"]) + chance.choice(["源", "邦", "泰", ""]) + rest[2:]
            if old not in names:
                former[row[0]] = old
    os.makedirs(args.folder, exist_ok=True)

    def write(name, head, lines):
        with open(os.path.join(args.folder, name), "w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([head, *lines])

    write("企业登记库.csv", ["企业名称", "统一社会信用代码", "注册日期", "企业类型", "注册资金", "所在省份", "地区", "注册地址", "经营范围"], register)
    codes = {row[0]: row[1] for row in register}
    write("企业更名公告.csv", ["序号", "变更前名称", "变更后名称", "统一社会信用代码", "变更日期"],
          [[number, old, new, codes[new], "2023-06-01"] for number, (new, old) in enumerate(former.items(), 1)])
    lists = [("2023年高新技术企业名单", "证书编号", "发证日期", "2023-11-20"), ("2023年科技型中小企业入库名单", "入库登记编号", "公告日期", "2023-11-20"),
             ("2022年科学技术奖励获奖名单", "项目名称", "奖励等级", "三等奖")]
    lines = [[] for _ in lists]
    for kind in KINDS:
        for coded in (False, True):
            if coded and kind in ALONE:
                continue
            pool = [row for row in register if row[0] in former] if kind.startswith("former") else register
            for row in chance.sample(pool, min(len(pool), max(400, args.firms // 20))):
                name = spell(kind, row, former, chance)
                if not name or (name in names and kind not in ("same", "half-width")):
                    continue
                says = chance.random() < .85 and kind != "homonym"
                lines[chance.randrange(3)].append((name, row[1] if coded else "", row[5] if says else "", row[6] if says else "", kind, coded, row[1]))
    for row in absent:
        lines[chance.randrange(3)].append((row[0], "", row[5], row[6], "absent", False, ""))
    if args.rows:
        kept = set(chance.sample(range(sum(map(len, lines))), args.rows))
        place = iter(range(sum(map(len, lines))))
        lines = [[row for row in rows if next(place) in kept] for rows in lines]
    truth = []
    for (title, column, other, value), rows in zip(lists, lines):
        chance.shuffle(rows)
        write(title + ".csv", ["序号", "完成单位" if "项目" in column else "企业名称", "统一社会信用代码", "所属省", "所属市", column, other],
              [[number, *row[:4], f"项目{number}" if "项目" in column else "", value] for number, row in enumerate(rows, 1)])
        truth += [[title + ".csv", number + 1, row[4], int(row[5]), row[6]] for number, row in enumerate(rows, 1)]
    with open(args.folder.rstrip("/") + ".truth.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(truth)
    data = hashlib.sha256()
    for name in sorted(os.listdir(args.folder)):
        with open(os.path.join(args.folder, name), "rb") as file:
            data.update(file.read())
    print(f"{len(register)} firms, {len(former)} renames, {len(truth)} rows of lists, data hash {data.hexdigest()[:12]}")


def score(args):
    with open(args.folder.rstrip("/") + ".truth.csv", encoding="utf-8") as file:
        truth = {(row[0], int(row[1])): (row[2], row[3] == "1", row[4]) for row in csv.reader(file)}
    counts = defaultdict(Counter)
    with open(args.links, encoding="utf-8-sig") as file:
        for link in csv.DictReader(file):
            kind, coded, code = truth.get((link["delivery"], int(link["row"])), (None, None, None))
            if kind is None:
                continue
            count, linked = counts[kind, coded], link["band"] == "auto" and link["uscc"]
            count["rows"] += 1
            count["review"] += link["band"] == "review"
            if linked:
                count["right" if kind not in ALONE and link["uscc"] == code else "wrong"] += 1
    right, wrong = sum(c["right"] for c in counts.values()), sum(c["wrong"] for c in counts.values())
    meant = sum(c["rows"] for (kind, _), c in counts.items() if kind not in ALONE)
    print(f"P {right / max(1, right + wrong):.4f}, R {right / meant:.4f}; {right} right, {wrong} wrong of {sum(c['rows'] for c in counts.values())} rows, {meant} of them of firms of the register\n")
    print("| kind of row | code | rows | linked right | wrong | asked |\n|---|---|---:|---:|---:|---:|")
    for (kind, coded), count in sorted(counts.items()):
        share = "must stay alone" if kind in ALONE else f"{count['right'] / count['rows']:.3f}"
        print(f"| {kind} | {'yes' if coded else 'no'} | {count['rows']} | {share} | {count['wrong']} | {count['review']} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(required=True)
    making = verbs.add_parser("make")
    making.add_argument("register")
    making.add_argument("folder")
    making.add_argument("--firms", type=int, default=10_000)
    making.add_argument("--rows", type=int, default=0, help="rows of lists to keep; 0 keeps all")
    making.add_argument("--half", type=int, default=0)
    making.add_argument("--vary", action="store_true")
    making.add_argument("--seed", type=int, default=7)
    making.set_defaults(run=make)
    scoring = verbs.add_parser("score")
    scoring.add_argument("folder")
    scoring.add_argument("links")
    scoring.set_defaults(run=score)
    args = parser.parse_args()
    args.run(args)


if __name__ == "__main__":
    main()
