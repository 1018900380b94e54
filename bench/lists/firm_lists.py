#!/usr/bin/env python3
"""Makes lists of invented firms that name each other only by what they print: no register, codes for a part of the rows.

    firm_lists.py FOLDER [--firms N] [--seed S]

Five lists (SME, high-tech, awards, undertakers, venture) of N firms with former names, branches, groups and re-used trade names go to FOLDER; who each
row means goes to FOLDER.truth.csv, which `Matching.Ingest evaluate LINKS --truth FOLDER.truth.csv` reads. Column "done" is what was done to the name.
FOLDER.reachable.csv has the same rows, but rows of one firm that no chain of codes or names joins stand apart: held against the truth it tells the best there is.
"""
import argparse
import csv
import hashlib
import os
import random

from register_lists import code_of

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "src", "Matching.Domain", "Data")
INDUSTRIES = ["信息技术", "软件", "电子科技", "生物科技", "医药科技", "医疗器械", "新材料", "新能源", "环保科技", "智能装备", "机械制造", "自动化设备", "精密仪器", "通信技术",
              "网络科技", "数据服务", "半导体", "光电科技", "化工", "农业科技", "食品", "航空科技", "汽车零部件", "电力设备", "水务科技", "建筑科技", "节能技术", "测控技术", "激光设备", "科技"]
FORMS = [("有限公司", 80), ("有限责任公司", 5), ("股份有限公司", 12), ("集团有限公司", 3)]
CHARACTERS = ("华中鑫恒瑞达通海天盛泰宏远博创新安康嘉源信诚德隆兴旺丰裕景云凌飞腾龙凤祥和顺益民众力合美佳艺韵峰岭江河湖洋波涛清泉润泽林森柏松竹梅兰菊荷蓝青紫金银铜铁钢"
              "石玉珠宝明亮光辉耀星月日晨曦晓东南西北方圆正元亨利贞乾坤宇宙环球世纪时代未来先锋前沿领航智慧思源启迪卓越优胜凯旋捷迅敏锐精准尚品雅致科维诺迈克普拓展立昂奥赛特固")
# Chance of a row, rows, chance of a code, and how much is done to the name.
SOURCES = [("2024年科技型中小企业入库名单", .5, (1, 1), .95, .3), ("2024年高新技术企业认定名单", .3, (1, 1), .9, .3), ("2023年科学技术奖获奖名单", .15, (1, 2), .2, 1),
           ("2023年科技计划项目立项名单", .2, (1, 3), .3, 1), ("创投子基金投资企业台账", .05, (1, 2), .05, 1.5)]


def rows_of(name):
    with open(os.path.join(DATA, name), encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file if not line.startswith("#")]


def regions():
    """(province, city, code) of the prefecture cities, and the four municipalities."""
    named = dict(line.split(",")[:2] for line in rows_of("regions.csv") if line.split(",")[3] == "")
    found = []
    for code, name in named.items():
        if code.endswith("00") and not code.endswith("0000") and name.endswith("市") and code[:2] + "0000" in named and len(name) == 3:
            found.append((named[code[:2] + "0000"], name, code))
    return found + [(named[code], named[code], code[:2] + "0101") for code in ("110000", "310000", "120000", "500000")]


def homophones():
    sounds = [line.split("\t")[1] for line in rows_of("pinyin.tsv")]
    return {char: [other for other in sound if other != char and other in CHARACTERS] for sound in sounds for char in sound if char in CHARACTERS}


def traditional():
    return {line.split("\t")[0]: line.split("\t")[1][0] for line in rows_of("traditional-characters.tsv")}


class Firm:
    def __init__(self, number, place, brand, industry, form, shape, chance):
        self.number, self.place, self.brand, self.industry, self.form, self.shape = number, place, brand, industry, form, shape
        self.code = code_of(number * 7 + 11, place[2])
        self.former = None
        self.kind = "firm"
        if chance.random() < .15:
            changed = chance.randrange(3)
            self.former = (new_brand(chance) if changed == 0 else brand, chance.choice(INDUSTRIES) if changed == 1 else industry,
                           chance.choice([name for name, _ in FORMS if name != form]) if changed == 2 else form)

    def region(self):
        province, city, _ = self.place
        short = city[:-1]
        return {"city": short, "city-long": city, "province": province.rstrip("省市") if len(province) < 5 else province[:2], "both": province + city if province != city else city}[self.shape]

    def name(self, former=False, region=True, form=True):
        brand, industry, legal = self.former if former else (self.brand, self.industry, self.form)
        legal = legal if form else ""
        if self.shape == "brackets":
            return brand + (f"（{self.place[1][:-1]}）" if region else "") + industry + legal + self.tail()
        return (self.region() if region else "") + brand + industry + legal + self.tail()

    def tail(self):
        return self.branch if self.kind == "branch" else ""


def new_brand(chance):
    return "".join(chance.choice(CHARACTERS) for _ in range(chance.choice([2, 2, 2, 3, 3, 4])))


def make_firms(count, chance):
    places, firms, brands, taken = regions(), [], [], set()
    number = 0
    while len(firms) < count:
        number += 1
        brand = chance.choice(brands) if brands and chance.random() < .25 else new_brand(chance)
        shape = "brackets" if chance.random() < .1 else chance.choices(["city", "city-long", "province", "both"], [50, 20, 22, 8])[0]
        firm = Firm(number, chance.choice(places), brand, chance.choice(INDUSTRIES), chance.choices([name for name, _ in FORMS], [weight for _, weight in FORMS])[0], shape, chance)
        if firm.code is None or firm.name() in taken:
            continue
        taken.add(firm.name())
        brands.append(brand)
        firms.append(firm)
        if chance.random() < .02 and len(firms) < count:
            # A branch of it, or a group beside it: near in name, another firm.
            number += 1
            other = Firm(number, firm.place, firm.brand, firm.industry, firm.form, firm.shape, chance)
            if other.code is None:
                continue
            other.former = None
            if chance.random() < .5:
                other.kind, other.branch = "branch", chance.choice(places)[1][:-1] + "分公司"
            elif firm.form == "有限公司":
                other.form = "集团有限公司"
            if other.name() not in taken:
                taken.add(other.name())
                firms.append(other)
    # A name given up is taken by another firm.
    for firm in chance.sample([firm for firm in firms if firm.former], min(len(firms) // 500, 2000)):
        number += 1
        heir = Firm(number, firm.place, firm.former[0], firm.former[1], firm.former[2], firm.shape, chance)
        heir.former = None
        if heir.code and heir.name() not in taken:
            taken.add(heir.name())
            firms.append(heir)
    return firms


def spell(firm, level, sound, old, chance):
    """The name as a list prints it, and what was done to it."""
    done = []
    former = firm.former is not None and chance.random() < .35
    if former:
        done.append("former")
    drop_region = chance.random() < .08 * level
    drop_form = chance.random() < .1 * level
    name = firm.name(former, not drop_region, not drop_form)
    done += ["region-dropped"] * drop_region + ["form-dropped"] * drop_form
    if not drop_form and chance.random() < .12 * level:
        legal = firm.former[2] if former else firm.form
        other = {"有限公司": "有限责任公司", "有限责任公司": "有限公司", "股份有限公司": "股份公司", "集团有限公司": "集团公司"}[legal]
        name = name.replace(legal, other, 1)
        done.append("form-other")
    core = name.find(firm.former[0] if former else firm.brand)
    if chance.random() < .12 * level:
        at = core + chance.randrange(len(firm.former[0] if former else firm.brand))
        if sound.get(name[at]):
            name = name[:at] + chance.choice(sound[name[at]]) + name[at + 1:]
            done.append("homophone")
    if chance.random() < .05 * level:
        at = chance.randrange(core, len(name) - 2)
        name = name[:at] + name[at + 1:]
        done.append("dropped")
    if chance.random() < .05 * level:
        at = chance.randrange(core, len(name) - 2)
        name = name[:at] + chance.choice(CHARACTERS) + name[at + 1:]
        done.append("replaced")
    if chance.random() < .5 * level:
        name = name.replace("（", "(").replace("）", ")")
    if chance.random() < .15 * level:
        at = chance.randrange(1, len(name))
        name = name[:at] + " " + name[at:]
    if chance.random() < .1 * level:
        name = "".join(old.get(char, char) for char in name)
    return name, "+".join(done) or "same", firm.former[0] if former else firm.brand


def spell_code(code, chance):
    if chance.random() < .01:
        at = chance.randrange(8, 17)
        return code[:at] + chance.choice("23456789") + code[at + 1:]
    return code.lower() if chance.random() < .03 else code


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--firms", type=int, default=60000)
    parser.add_argument("--seed", type=int, default=31)
    args = parser.parse_args()
    chance = random.Random(args.seed)
    firms, sound, old = make_firms(args.firms, chance), homophones(), traditional()
    brands = {}
    lines = {source[0]: [] for source in SOURCES}
    for firm in firms:
        for title, share, (least, most), coded, level in SOURCES:
            if chance.random() >= share:
                continue
            for _ in range(chance.randint(least, most)):
                name, done, brand = spell(firm, level, sound, old, chance)
                code = spell_code(firm.code, chance) if chance.random() < coded else ""
                brands.setdefault(firm.number, {}).setdefault(brand, set()).add(code.upper() == firm.code)
                says = chance.random() >= .15
                lines[title].append((name, code, firm.place[0] if says else "", firm.place[1] if says else "", firm.number, done, brand))
    os.makedirs(args.folder, exist_ok=True)
    truth = []
    for title, rows in lines.items():
        chance.shuffle(rows)
        printed = []
        for number, (name, code, province, city, owner, done, brand) in enumerate(rows, 1):
            if "获奖" in title:
                printed.append([number, f"成果{number}", "二等奖", name, code, province, city])
            elif "立项" in title:
                printed.append([number, f"项目{number}", name, code, province, city])
            elif "高新" in title:
                printed.append([number, name, code, province, city, f"GR2024{number:08d}"])
            elif "台账" in title:
                printed.append([number, name, code, province, city, 45000 + number % 365, "A轮", 100 + number % 900])
            else:
                printed.append([number, name, code, province, city, "2024"])
            apart = any(True not in codes for codes in brands[owner].values())
            truth.append([title + ".csv", "", number + 1, 1, owner, done, f"{owner} {brand}" if apart else owner])
        heads = {"获奖": ["序号", "成果名称", "奖励等级", "完成单位", "统一社会信用代码", "所属省", "所属市"], "立项": ["序号", "项目名称", "承担单位", "统一社会信用代码", "所属省", "所属市"],
                 "高新": ["序号", "企业名称", "统一社会信用代码", "所属省", "所属市", "证书编号"], "入库": ["序号", "企业名称", "统一社会信用代码", "所属省", "所属市", "年度"],
                 "台账": ["序号", "被投企业", "统一社会信用代码", "所属省", "所属市", "投资日期", "轮次", "投资金额（万元）"]}
        head = next(columns for word, columns in heads.items() if word in title)
        with open(os.path.join(args.folder, title + ".csv"), "w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([head, *printed])
    for ending, owner in (("truth", 4), ("reachable", 6)):
        with open(f"{args.folder.rstrip('/')}.{ending}.csv", "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["delivery", "sheet", "row", "position", "firm", "done", "band"], *(row[:4] + [row[owner], row[5], "auto"] for row in truth)])
    data = hashlib.sha256()
    for name in sorted(os.listdir(args.folder)):
        with open(os.path.join(args.folder, name), "rb") as file:
            data.update(file.read())
    print(f"{len(firms)} firms, {len(truth)} rows, data hash {data.hexdigest()[:12]}")


if __name__ == "__main__":
    main()
