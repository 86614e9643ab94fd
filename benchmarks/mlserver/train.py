"""Writes what MLServer serves: scikit-learn's ElasticNet on the red wine data, on the rows that the platform trains on."""
import json
import pathlib
import sys

import joblib
import numpy
from sklearn.linear_model import ElasticNet

MASK = (1 << 64) - 1


def uniform(seed, row):
    mixed = (seed + (row + 1) * 0x9E3779B97F4A7C15) & MASK
    mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & MASK
    return ((mixed ^ (mixed >> 31)) >> 11) * 2.0**-53


data = numpy.genfromtxt(sys.argv[1], delimiter=";", skip_header=1)
train = numpy.array([uniform(40, row) >= 0.25 for row in range(len(data))])
model = ElasticNet(alpha=0.5, l1_ratio=0.5).fit(data[train, :-1], data[train, -1])

target = pathlib.Path(sys.argv[2])
target.mkdir(parents=True, exist_ok=True)
joblib.dump(model, target / "model.joblib")
(target / "model-settings.json").write_text(json.dumps({
    "name": "wine",
    "implementation": "mlserver_sklearn.SKLearnModel",
    "parameters": {"uri": "./model.joblib", "version": "1"},
}))
(target / "settings.json").write_text(json.dumps({"host": "127.0.0.1", "http_port": 8080, "grpc_port": 8081}))
