"""LambdaMART of XGBoost on the rows the ranking benchmark wrote: 100 trees of 63 leaves, rate 0.1, 255 bins.

usage: xgboost_ranking.py FOLDER THREADS, where FOLDER holds train.f32, train.label, train.group, test.f32, test.label, test.group
(little-endian float32 row-major, float32, int32 rows of each group). Prints one JSON object.
"""
import json
import resource
import sys
import time

import numpy as np
import xgboost as xgb


def read(folder, part):
    labels = np.fromfile(f"{folder}/{part}.label", dtype="<f4")
    rows = np.fromfile(f"{folder}/{part}.f32", dtype="<f4").reshape(len(labels), -1)
    matrix = xgb.DMatrix(rows, labels)
    sizes = np.fromfile(f"{folder}/{part}.group", dtype="<i4")
    matrix.set_group(sizes)
    return matrix, labels, sizes


def ndcg(labels, scores, sizes, k):
    """Gain 2^grade - 1, discount log2(rank + 1), ties in file order, queries without a relevant row left out."""
    total, queries, at = 0.0, 0, 0
    for size in sizes:
        own, order = labels[at:at + size], np.argsort(-scores[at:at + size], kind="stable")
        at += size
        if own.max() == 0:
            continue
        discount = 1 / np.log2(np.arange(min(k, size)) + 2)
        best = ((2.0 ** np.sort(own)[::-1][:k] - 1) * discount).sum()
        total += ((2.0 ** own[order][:k] - 1) * discount).sum() / best
        queries += 1
    return total / queries


folder, threads = sys.argv[1], int(sys.argv[2])
train, _, _ = read(folder, "train")
test, labels, sizes = read(folder, "test")
options = {
    "objective": "rank:ndcg", "tree_method": "hist", "grow_policy": "lossguide", "max_leaves": 63, "max_depth": 0,
    "eta": 0.1, "max_bin": 255, "nthread": threads,
}
start, cpu = time.perf_counter(), time.process_time()
model = xgb.train(options, train, 100)
wall, used = time.perf_counter() - start, time.process_time() - cpu
start = time.perf_counter()
scores = model.predict(test)
print(json.dumps({
    "version": xgb.__version__, "seconds": wall, "cpuSeconds": used, "ndcg10": ndcg(labels, scores, sizes, 10),
    "predictRowsPerSecond": len(labels) / (time.perf_counter() - start), "peakMegabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
