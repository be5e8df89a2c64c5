#!/usr/bin/env python3
"""Writes creation.jsonl: what PyTorch's arange, linspace, logspace and eye return. Made with PyTorch 1.13.1.

A line is {"op", "args", "dtype"?, "result": the type, "shape", "values"} or, where PyTorch refuses, {"op", "args", "dtype"?, "error": true}.
"""
import json
import math
import os
import torch

cases = []


def add(op, *args, dtype=None):
    case = {"op": op, "args": [a if math.isfinite(a) else str(a) for a in args]}
    if dtype:
        case["dtype"] = str(dtype)[6:]
    try:
        result = getattr(torch, op)(*args, **({"dtype": dtype} if dtype else {}))
        case |= {"result": str(result.dtype)[6:], "shape": list(result.shape), "values": result.reshape(-1).tolist()}
    except RuntimeError:
        case["error"] = True
    cases.append(case)


for args in [(5,), (0,), (2.5,), (1, 5), (0, 10, 2), (0, 10, 3), (10, 0, -3), (5, 5), (5, 5, -1), (0.0, 1.0, 0.1), (0, 1, 0.25), (1, 2, 0.3),
             (-3, 3), (3.5, -3.5, -0.5), (0, 5, -1), (5, 0), (5, 0, 1), (0, 5, 0), (0, 5, 0.0), (0.0, 1e-3, 1e-4), (1e6, 1e6 + 2, 0.125),
             (0, float("inf")), (float("nan"), 1), (float("-inf"), 0, 1), (2**53, 2**53 + 4), (2**62, 2**62 + 3), (-(2**62), -(2**62) + 5, 2),
             (0, 30), (0.9, 0.5), (1e30, 0), (0, 3, 0.1), (0.1, 2, 0.1), (100, 90, -2.5)]:
    add("arange", *args)
    add("arange", *args, dtype=torch.float64)
for args in [(0, 5, 2), (0.5, 5.5), (0, 5, 1.5), (0, 5, 0.5), (250, 260), (-2.7, 3.2), (3, 0, -1), (0.9, 0.5), (5, 0)]:
    for dtype in [torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64, torch.bfloat16]:
        if not (dtype == torch.int8 and args[0] == 250):  # PyTorch checks the range there, and wraps around elsewhere
            add("arange", *args, dtype=dtype)
for args in [(0, 1, 5), (0, 1, 1), (0, 1, 0), (0, 1, -1), (1, 0, 4), (0, 10, 11), (-1, 1, 6), (3, 3, 4), (0.1, 0.7, 7), (0, 1e10, 3), (1, 2, 2),
             (-5.5, 17.25, 20)]:
    for dtype in [None, torch.float64, torch.int32, torch.int64, torch.uint8]:
        # Of integers only these: beyond, PyTorch refuses, or counts on from truncated numbers, differently on every processor.
        if dtype in [None, torch.float64] or args[0] >= 0 and args[1] <= 255:
            add("linspace", *args, dtype=dtype)
for args in [(0, 1, 5), (0, 2, 3), (-2, 2, 5), (0, 10, 11, 2), (1, 1, 1), (0, 1, 0), (0, 1, -2), (0, 3, 4, 0.5), (2, 0, 3)]:
    for dtype in [None, torch.float64, torch.int64]:
        if dtype != torch.int64 or args[0] >= 0 and len(args) < 4:
            add("logspace", *args, dtype=dtype)
for args in [(3,), (2, 3), (3, 2), (0,), (0, 3), (1, 1), (-1,), (2, -1)]:
    add("eye", *args)
    add("eye", *args, dtype=torch.bool)

path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "creation.jsonl")
with open(path, "w") as f:
    for case in cases:
        f.write(json.dumps(case, separators=(",", ":")) + "\n")
print(len(cases), "cases,", sum("error" in c for c in cases), "errors")
