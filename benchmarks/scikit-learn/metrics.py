"""What scikit-learn's ElasticNet measures on the rows that the platform trains and measures with: the table in docs/models.md.

    pip install scikit-learn
    python benchmarks/scikit-learn/metrics.py data/winequality-red.csv
"""
import sys

import numpy
from sklearn.linear_model import ElasticNet
from sklearn.metrics import mean_absolute_error, r2_score, root_mean_squared_error

MASK = (1 << 64) - 1
SEED = 40
TEST = 0.25


def uniform(seed, row):
    mixed = (seed + (row + 1) * 0x9E3779B97F4A7C15) & MASK
    mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & MASK
    return ((mixed ^ (mixed >> 31)) >> 11) * 2.0**-53


data = numpy.genfromtxt(sys.argv[1], delimiter=";", skip_header=1)
test = numpy.array([uniform(SEED, row) < TEST for row in range(len(data))])
print(f"{(~test).sum()} rows to learn from, {test.sum()} to measure with")
for alpha, l1_ratio in [(0.5, 0.5), (1, 0.5), (0.1, 0.1), (0.01, 0.5), (0.001, 0.9)]:
    model = ElasticNet(alpha=alpha, l1_ratio=l1_ratio).fit(data[~test, :-1], data[~test, -1])
    told = model.predict(data[test, :-1])
    wanted = data[test, -1]
    print(f"alpha {alpha} l1_ratio {l1_ratio}: rmse {root_mean_squared_error(wanted, told):.12f}"
          f" mae {mean_absolute_error(wanted, told):.12f} r2 {r2_score(wanted, told):.12f}")
