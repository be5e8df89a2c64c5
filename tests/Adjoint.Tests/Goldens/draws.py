"""Writes draws.json: programs of random draws and what PyTorch's CPU generator gives for them.

    /usr/bin/python3 draws.py            the golden file beside this script
    /usr/bin/python3 draws.py --large F  a hundred times as much, into F, to compare with now and then

Made with PyTorch 1.13.1 (Debian python3-torch, no MKL). A step is an operation, a dtype, a shape, a memory layout and
numbers; its result is the bytes of the elements in row-major order, little-endian, in base64.
"""
import base64
import json
import os
import sys
import torch
from torch.nn import init

DTYPES = {"Float32": torch.float32, "Float64": torch.float64, "Float16": torch.float16, "BFloat16": torch.bfloat16,
          "Int8": torch.int8, "Int16": torch.int16, "Int32": torch.int32, "Int64": torch.int64, "UInt8": torch.uint8,
          "Bool": torch.bool}
REALS, HALVES = ["Float32", "Float64"], ["Float16", "BFloat16"]


def zeros(shape, dtype, layout):
    if layout == "Transposed":
        return torch.zeros(shape[::-1], dtype=dtype).permute(*range(len(shape) - 1, -1, -1))
    if layout == "Sliced":
        return torch.zeros(shape[:-1] + [2 * shape[-1]], dtype=dtype)[..., ::2]
    if layout == "Rotated":
        return torch.zeros(shape[1:] + shape[:1], dtype=dtype).permute(len(shape) - 1, *range(len(shape) - 1))
    return torch.zeros(shape, dtype=dtype)


def weights(shape, dtype, layout, modulus):
    x = zeros(shape, dtype, layout)
    return x.copy_((torch.arange(x.numel()) * 7 % modulus).reshape(shape)) / (modulus - 1)


def run(op, dtype, shape, layout, n):
    d = DTYPES[dtype]
    if op == "Rand": return torch.rand(shape, dtype=d)
    if op == "Randn": return torch.randn(shape, dtype=d)
    if op == "RandInt": return torch.randint(n[0], n[1], shape, dtype=d)
    if op == "RandPerm": return torch.randperm(n[0], dtype=d)
    if op == "RandLike": return torch.rand_like(zeros(shape, d, layout))
    if op == "RandnLike": return torch.randn_like(zeros(shape, d, layout))
    if op == "FillUniform": return zeros(shape, d, layout).uniform_(n[0], n[1])
    if op == "FillNormal": return zeros(shape, d, layout).normal_(n[0], n[1])
    if op == "FillExponential": return zeros(shape, d, layout).exponential_(n[0])
    if op == "FillBernoulli": return zeros(shape, d, layout).bernoulli_(n[0])
    if op == "Bernoulli": return torch.bernoulli(weights(shape, d, layout, 11))
    if op == "Multinomial": return torch.multinomial(weights(shape, d, layout, 13) + 0.25, n[0], n[1] == 1)
    if op == "Dropout": return torch.dropout(zeros(shape, d, layout) + 1.5, n[0], True)
    if op == "NormalEach": return torch.normal(weights(shape, d, layout, 5), weights(shape, d, layout, 7))
    if op == "NormalMeans": return torch.normal(weights(shape, d, layout, 5), n[0])
    if op == "NormalStds": return torch.normal(n[0], weights(shape, d, layout, 7))
    if op == "XavierUniform": return init.xavier_uniform_(zeros(shape, d, layout), n[0])
    if op == "XavierNormal": return init.xavier_normal_(zeros(shape, d, layout), n[0])
    if op == "KaimingUniform": return init.kaiming_uniform_(zeros(shape, d, layout), n[0])
    if op == "KaimingNormal": return init.kaiming_normal_(zeros(shape, d, layout), 0, "fan_out", "relu")
    if op == "TruncNormal": return init.trunc_normal_(zeros(shape, d, layout), n[0], n[1], n[2], n[3])
    if op == "Sparse": return init.sparse_(zeros(shape, d, layout), n[0])
    if op == "Eye": return init.eye_(zeros(shape, d, layout))
    if op == "Dirac": return init.dirac_(zeros(shape, d, layout), int(n[0]))
    if op == "State": return torch.get_rng_state()
    raise ValueError(op)


def program(seed, steps):
    torch.manual_seed(seed)
    written = []
    for op, dtype, shape, layout, numbers in steps:
        result = run(op, dtype, shape, layout, numbers).contiguous()
        data = result.view(torch.int16) if result.dtype == torch.bfloat16 else result
        written.append([op, dtype, shape, layout, numbers, base64.b64encode(data.numpy().tobytes()).decode()])
    return {"seed": seed, "steps": written}


def sizes(scale):
    for dtype in REALS:
        yield [("Randn", dtype, [n * scale], "", []) for n in range(1, 41)]
        yield [("Rand", dtype, [n * scale], "", []) for n in (1, 2, 7, 16, 33)]
        yield [("FillNormal", dtype, [n * scale], "", [-0.75, 0.1]) for n in (3, 16, 17, 31)]
        yield [("FillUniform", dtype, [n * scale], "", [-0.1, 0.3]) for n in (5, 40)]
    for dtype in HALVES:
        yield [(op, dtype, [n * scale], "", numbers) for n in (3, 16, 39) for op, numbers in
               (("Rand", []), ("Randn", []), ("FillUniform", [-0.1, 0.7]), ("FillNormal", [0.3, 1.7]), ("FillExponential", [2.5]))]


def others(scale):
    n = 20 * scale
    yield [("RandInt", "Int64", [n], "", [0, 100]), ("RandInt", "Int64", [n], "", [-7, 2**32 - 7]),
           ("RandInt", "Int64", [n], "", [-2**62, 2**62 + 2**40]), ("RandInt", "Int32", [n], "", [-2**31, 2**31]),
           ("RandInt", "Int16", [n], "", [-300, 300]), ("RandInt", "Int8", [n], "", [-128, 128]),
           ("RandInt", "UInt8", [n], "", [0, 256]), ("RandInt", "Bool", [n], "", [0, 2]),
           ("RandInt", "Float32", [n], "", [-5, 2**24]), ("RandInt", "Float64", [n], "", [0, 2**50]),
           ("RandInt", "Float32", [n], "", [-(2**40) - 3, 2**41 + 1]), ("RandInt", "Float16", [n], "", [-2051, 65504]),
           ("RandInt", "BFloat16", [n], "", [-259, 1027])]
    yield [("RandPerm", dtype, [], "", [size]) for dtype, size in
           (("Int64", 0), ("Int64", 1), ("Int64", 40 * scale), ("Int32", 33), ("UInt8", 50), ("Float32", 30), ("Float16", 20))]
    yield [("FillExponential", dtype, [n], "", [rate]) for dtype in REALS for rate in (1.0, 0.3)]
    yield [("FillBernoulli", dtype, [n], "", [p]) for dtype in ("Float32", "Float64", "Int64", "UInt8", "Bool", "BFloat16")
           for p in (0.0, 0.3, 1.0)]
    yield [("Bernoulli", dtype, [n], "", []) for dtype in ("Float32", "Float64", "BFloat16")]
    yield [("Dropout", dtype, [n, 2], "", [p]) for dtype in ("Float32", "Float64", "BFloat16") for p in (0.1, 0.5)]
    yield [("Multinomial", dtype, shape, layout, [draws, again]) for dtype in REALS for shape in ([9], [3, 8])
           for layout in ("", "Transposed") for draws, again in ((1, 0), (5, 0), (6, 1))]
    yield [(op, dtype, [6, 3], "", numbers) for dtype in REALS for op, numbers in
           (("NormalEach", []), ("NormalMeans", [0.7]), ("NormalStds", [-0.3]))]
    yield [(op, dtype, shape, layout, numbers) for dtype in REALS for layout in ("", "Transposed") for op, shape, numbers in
           (("XavierUniform", [4, 6], [1.5]), ("XavierNormal", [3, 2, 3], [1]), ("KaimingUniform", [5, 3], [5**0.5]),
            ("KaimingNormal", [4, 5], []), ("TruncNormal", [6, 5], [0.1, 0.7, -1, 1.2]), ("Sparse", [7, 3], [0.4]),
            ("Eye", [3, 5], []), ("Dirac", [6, 2, 3], [2]), ("Dirac", [2, 3, 2, 3], [1]))]


def layouts():
    for layout in ("Transposed", "Sliced", "Rotated"):
        for dtype in REALS:
            yield [(op, dtype, shape, layout, numbers) for shape in ([5, 4], [2, 3, 4], [1, 3, 1, 2]) for op, numbers in
                   (("FillUniform", [0.0, 1.0]), ("FillNormal", [0.0, 1.0]), ("FillBernoulli", [0.4]), ("Dropout", [0.4]),
                    ("RandLike", []), ("RandnLike", []), ("Bernoulli", []), ("NormalEach", []), ("FillExponential", [1.0]))]


def mixed():
    yield [("State", "UInt8", [], "", []), ("Randn", "Float32", [3], "", []), ("Rand", "Float32", [2], "", []),
           ("Randn", "Float32", [20], "", []), ("Randn", "Float64", [2], "", []), ("State", "UInt8", [], "", []),
           ("RandPerm", "Int64", [], "", [5]), ("Randn", "Float32", [], "", []), ("Rand", "Float64", [1], "", []),
           ("Randn", "Float64", [16], "", []), ("Dropout", "Float32", [7], "", [0.5]), ("Randn", "Float32", [1], "", []),
           ("RandInt", "Int64", [3], "", [0, 10]), ("Randn", "Float32", [0], "", []), ("Rand", "Float32", [700], "", []),
           ("Randn", "Float32", [5, 7], "", [])]


large = "--large" in sys.argv
scale = 100 if large else 1
seeds = [0, 42, -3, 2**40 + 7]
programs = [program(seeds[i % len(seeds)], steps) for i, steps in
            enumerate([*sizes(scale), *others(scale), *layouts(), *mixed()])]
path = sys.argv[sys.argv.index("--large") + 1] if large else os.path.join(os.path.dirname(__file__), "draws.json")
with open(path, "w") as file:
    file.write("[\n" + ",\n".join(json.dumps(p, separators=(",", ":")) for p in programs) + "\n]\n")
