#!/usr/bin/env python3
"""Writes printing.jsonl: tensors and the text PyTorch prints for them. Made with PyTorch 1.13.1.

A line is {"dtype", "shape", "hex" or "pattern", "grad"?, "options"?, "text"}. "hex" are the bytes of the elements,
little-endian; "pattern": [a, b, m, d] stands for the numbers ((a * i + b) mod m - m // 2) / d.
"""
import json
import math
import os
import random
import torch

random.seed(7)
cases = []


def add(t, pattern=None, grad=False, **options):
    case = {"dtype": str(t.dtype)[6:], "shape": list(t.shape)}
    if pattern:
        case["pattern"] = pattern
    else:
        raw = t.contiguous().reshape(-1)
        raw = raw.view(torch.int16) if t.dtype == torch.bfloat16 else raw
        case["hex"] = raw.numpy().tobytes().hex()
    if grad:
        t.requires_grad_(True)
        case["grad"] = True
    if options:
        case["options"] = options
    torch.set_printoptions(profile="default")
    torch.set_printoptions(**options)
    case["text"] = str(t)
    torch.set_printoptions(profile="default")
    cases.append(case)


def pattern(shape, a, b, m, d, dtype, **options):
    count = math.prod(shape)
    values = [((a * i + b) % m - m // 2) / d for i in range(count)]
    add(torch.tensor(values, dtype=torch.float64).reshape(shape).to(dtype), [a, b, m, d], **options)


inf, nan = math.inf, math.nan
floats = [torch.float32, torch.float64, torch.float16, torch.bfloat16]
integers = [torch.int8, torch.int16, torch.int32, torch.int64, torch.uint8]
everything = floats + integers + [torch.bool]

# Every type: one number, a row, a matrix, deeper ones, nothing at all.
for dtype in everything:
    for shape in [[], [1], [3], [2, 3], [2, 1, 3], [2, 2, 2, 2]]:
        pattern(shape, 5, 3, 16, 1, dtype)
    for shape in [[0], [0, 3], [2, 0, 3]]:
        add(torch.zeros(shape, dtype=dtype))
for dtype in floats:
    pattern([2, 3], 5, 3, 17, 4, dtype)
    pattern([], 5, 3, 17, 4, dtype)
    pattern([2, 2, 3], 77, 5, 257, 64, dtype)

# The rules for exponents and whole numbers, and their edges.
rows = [
    [1.5], [2.5], [0.00005, 1.0], [0.03125, 0.09375], [0.0001], [0.00009999], [0.0], [-0.0], [0.0, -0.0, 1.0], [-0.5, 0.25],
    [1, 1000], [1, 1001], [1, 1000.5], [1, 1001.5], [0.5, 500], [0.5, 501], [1e8], [1e8 + 1], [100000000.0, 200000000.0],
    [99999.5], [1e9, 1], [1e-5], [1e-5, 1], [1e-4, 12345.678], [100005.0, 1], [100015.0, 1], [123455.0, 1, -2], [999995.0, 1],
    [9.99995, 0.00001], [0.99999], [9.99995], [99.99995, 1], [12345.678], [-12345.678, 3], [0.1, 0.2, 0.3], [1 / 3], [2 / 3, -1],
    [nan], [inf], [-inf], [nan, 1], [nan, 1.5], [inf, 1], [-inf, 1, 2.5], [inf, 1e-7], [nan, 1e10, -inf], [nan, nan, 0],
    [inf, 0, -0.0], [1e-7, nan, inf, -inf, -1], [nan, 123456, 7], [3e38, 1e-38], [1e-45, 1], [1.1e-40],
    [1, 10, 100, 1000], [-1, 10, -100], [1e4, 2e4], [65504.0, 1], [0.1, 100], [16777217.0], [1e3, 1e-1, 5],
]
for row in rows:
    add(torch.tensor(row, dtype=torch.float32))
    add(torch.tensor(row, dtype=torch.float64))
for row in [[1e300, 1e-300], [1e100], [5e-324], [1.7976931348623157e308], [1e22, 1e23], [-1e-100, 1], [123456789012.0],
            [0.1 + 0.2], [1e-310], [1e99, 1e100]]:
    add(torch.tensor(row, dtype=torch.float64))
for row in [[65504.0], [6e-8], [0.1, 0.2], [1e-4, 1], [nan, inf, 1]]:
    add(torch.tensor(row, dtype=torch.float16))
    add(torch.tensor(row, dtype=torch.bfloat16))
add(torch.tensor([-128, 127], dtype=torch.int8))
add(torch.tensor([-2**63, 2**63 - 1, 0]))
add(torch.tensor([[2**53 + 1, -(2**53) - 1], [1, 0]]))
add(torch.tensor([255, 0, 7], dtype=torch.uint8))

# Rows that go on in the next line.
for dtype in [torch.float32, torch.float64, torch.int64, torch.bool]:
    pattern([30], 7, 3, 40, 8, dtype)
pattern([23], 7, 3, 40, 1, torch.float32)
pattern([27], 1, 0, 1, 1, torch.float32)  # all zero: the width of such numbers is not known
pattern([2, 20], 7, 3, 4001, 1, torch.float32)
pattern([2, 20], 7, 3, 4001, 1, torch.int32)
pattern([1, 2, 17], 7, 3, 40, 8, torch.float64)
pattern([1, 1, 1, 14], 7, 3, 4000, 8, torch.float16)
pattern([2, 25], 3, 1, 7, 1, torch.bool)

# Summaries.
for dtype in [torch.float32, torch.int64, torch.bfloat16, torch.bool]:
    pattern([1001], 37, 5, 1009, 8, dtype)
    pattern([40, 30], 37, 5, 1009, 1, dtype)
pattern([1000], 37, 5, 1009, 8, torch.int16)
pattern([2000], 37, 5, 2003, 0.0001, torch.float32)
pattern([2, 600], 37, 5, 1009, 8, torch.float64)
pattern([600, 2], 37, 5, 1009, 8, torch.float32)
pattern([6, 200], 37, 5, 1009, 8, torch.float32)
pattern([7, 200], 37, 5, 1009, 8, torch.float32)
pattern([3, 20, 30], 37, 5, 1009, 8, torch.float32)
pattern([10, 2, 100], 37, 5, 1009, 1, torch.uint8)
pattern([2, 2, 2, 200], 37, 5, 1009, 8, torch.float32)
pattern([1, 8, 1, 150], 37, 5, 1009, 8, torch.float32)
pattern([2000, 1], 37, 5, 2003, 1, torch.int32)
pattern([1, 1, 1001], 37, 5, 100003, 1e-6, torch.float64)

# Suffixes, and where they no longer fit into the line.
add(torch.tensor([1.0, 2.0]), grad=True)
add(torch.tensor(1.5), grad=True)
add(torch.tensor([[1.0], [2.0]], dtype=torch.float64), grad=True)
add(torch.zeros(0, 2), grad=True)
add(torch.zeros(0, dtype=torch.float16), grad=True)
for n in range(8, 14):
    pattern([n], 7, 3, 16, 2, torch.float64, grad=True)
    pattern([n + 3], 7, 3, 40, 1, torch.float32, grad=True)
pattern([2, 11], 7, 3, 16, 1, torch.float64, grad=True)
for width in range(32, 42):
    pattern([2], 7, 3, 16, 1, torch.float64, linewidth=width)

# Options.
for row in [[1.23456, 100.5], [1.0, 2.0], [1e-5, 3.0], [0.0, 0.0], [nan, 0.0], [1.5, 2.5, 3.5], [0.125, 0.375]]:
    for options in [dict(precision=0), dict(precision=2), dict(precision=8), dict(sci_mode=True), dict(sci_mode=False),
                    dict(sci_mode=True, precision=1)]:
        add(torch.tensor(row, dtype=torch.float64), **options)
pattern([40], 7, 3, 40, 8, torch.float32, linewidth=120)
pattern([8], 7, 3, 40, 8, torch.float32, linewidth=20)
pattern([3], 7, 3, 40, 8, torch.float32, linewidth=1)
pattern([3], 7, 3, 40, 8, torch.float64, grad=True, linewidth=10)
pattern([30], 7, 3, 40, 8, torch.float32, threshold=10)
pattern([6], 7, 3, 40, 8, torch.float32, threshold=0)
pattern([5, 5], 7, 3, 40, 8, torch.float32, threshold=10, edgeitems=1)
pattern([5, 5], 7, 3, 40, 8, torch.float32, threshold=10, edgeitems=2)
pattern([1100], 7, 3, 2000, 1, torch.int64, edgeitems=10)

# Numbers at random.
for _ in range(40):
    shape = [random.randint(1, 4) for _ in range(random.randint(0, 3))]
    scale = 10 ** random.uniform(-6, 6)
    spread = random.choice([0.1, 1, 3])
    values = [random.choice([-1, 1]) * scale * 10 ** random.gauss(0, spread) for _ in range(math.prod(shape))]
    add(torch.tensor(values, dtype=torch.float64).reshape(shape).to(random.choice([torch.float32, torch.float64, torch.bfloat16])))

path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "printing.jsonl")
with open(path, "w") as f:
    for case in cases:
        f.write(json.dumps(case, separators=(",", ":")) + "\n")
print(len(cases), "cases")
