"""The numbers of PyTorch's initialisations for a seed.

Writes init.jsonl beside itself. Run with the system Python and its PyTorch 1.13.1:
    /usr/bin/python3 tests/Adjoint.Tests/Goldens/init.py

A line is a function, its arguments, the shape and type of the tensor, and its elements after torch.manual_seed(7).
"""
import json
import os

import torch

RUNS = [
    ("uniform_", {}, [3, 5]), ("uniform_", {"a": -2.0, "b": 5.0}, [7]),
    ("normal_", {}, [3, 5]), ("normal_", {"mean": 2.0, "std": 0.5}, [4, 9]),
    ("trunc_normal_", {}, [5, 7]), ("trunc_normal_", {"mean": 1.0, "std": 2.0, "a": 0.5, "b": 3.0}, [20]),
    ("constant_", {"val": 0.3}, [2, 2]), ("ones_", {}, [3]), ("zeros_", {}, [3]),
    ("eye_", {}, [3, 5]), ("eye_", {}, [4, 2]),
    ("dirac_", {}, [3, 2, 3]), ("dirac_", {}, [2, 3, 3, 4]), ("dirac_", {"groups": 2}, [4, 2, 3, 3, 1]),
    ("xavier_uniform_", {}, [3, 5]), ("xavier_uniform_", {"gain": 1.7}, [4, 3, 2, 2]),
    ("xavier_normal_", {}, [6, 5]), ("xavier_normal_", {"gain": 1.7}, [4, 3, 2]),
    ("kaiming_uniform_", {}, [3, 5]), ("kaiming_uniform_", {"a": 0.2, "mode": "fan_out"}, [4, 3, 2, 2]), ("kaiming_uniform_", {"nonlinearity": "tanh"}, [4, 5]),
    ("kaiming_normal_", {}, [6, 5]), ("kaiming_normal_", {"mode": "fan_out", "nonlinearity": "relu"}, [4, 3, 2]), ("kaiming_normal_", {"nonlinearity": "selu"}, [4, 5]),
    ("orthogonal_", {}, [4, 4]), ("orthogonal_", {"gain": 2.0}, [3, 7]), ("orthogonal_", {}, [9, 2]), ("orthogonal_", {}, [4, 2, 3]), ("orthogonal_", {}, [12, 2, 3]), ("orthogonal_", {}, [1, 1]),
    ("sparse_", {"sparsity": 0.4}, [6, 4]), ("sparse_", {"sparsity": 0.75, "std": 2.0}, [5, 3]), ("sparse_", {"sparsity": 0.0}, [4, 5]),
]


def run(name, arguments, shape, dtype):
    tensor = torch.empty(shape, dtype=dtype)
    torch.manual_seed(7)
    getattr(torch.nn.init, name)(tensor, **arguments)
    return {"name": name, "arguments": arguments, "shape": shape, "dtype": str(dtype)[6:], "elements": tensor.flatten().tolist()}


with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "init.jsonl"), "w", newline="\n") as file:
    for each in RUNS:
        for dtype in (torch.float32, torch.float64):
            file.write(json.dumps(run(*each, dtype), separators=(",", ":")) + "\n")
