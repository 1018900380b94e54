#!/usr/bin/env python3
"""Writes a list of high-tech firms of one city with names of four random characters: once with one credit code on every row, once with a code of its own on each.

    one_code.py FOLDER [ROWS]

FOLDER gets one/ and own/ with a list each, for `Matching.Ingest link --in`. The same arguments give the same bytes.
"""
import hashlib
import itertools
import pathlib
import random
import sys

from register_lists import code_of

CHARACTERS = "鑫瑞华宏达恒泰丰源盛兴隆昌茂荣德仁义礼智信和平安康宁静致远博雅思睿慧明哲理文武斌杰豪雄伟峰岳岭川江河湖海洋波涛"


def write(path, rows, one):
    path.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    chosen = random.Random(7)
    codes = (code for code in (code_of(number, "420100") for number in itertools.count(1)) if code)
    first = next(codes)
    with open(path / "2024年高新技术企业名单.csv", "wb") as file:
        for line in ["序号,企业名称,统一社会信用代码,证书编号\n"] + [
            f"{i},武汉{''.join(chosen.choices(CHARACTERS, k=4))}科技有限公司,{first if one else next(codes)},GR2024{i:08d}\n" for i in range(1, rows + 1)
        ]:
            data = line.encode()
            digest.update(data)
            file.write(data)
    print(path.name, rows, "rows, SHA-256", digest.hexdigest())


if __name__ == "__main__":
    folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    write(folder / "one", count, True)
    write(folder / "own", count, False)
