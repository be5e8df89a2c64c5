"""What PyTorch's reductions, scans and sorts give at special numbers, of nothing, and for every type.

Writes reductions.jsonl beside itself. Run with the system Python and its PyTorch 1.13.1:
    /usr/bin/python3 tests/Adjoint.Tests/Goldens/reductions.py

A line is a call: the operation, the type, the input, the dimensions (none is all) and whether they are kept, the result's
type, shape and numbers, and for Float64 the gradient for cotangents 1, 2, 3, ...; null where PyTorch refuses. What it merely
has no kernel for is left out.
"""
import json
import os
import warnings

import torch

warnings.filterwarnings("ignore")
inf, nan = float("inf"), float("nan")

TYPES = {
    torch.bool: "Bool", torch.uint8: "UInt8", torch.int8: "Int8", torch.int16: "Int16", torch.int32: "Int32", torch.int64: "Int64",
    torch.float16: "Float16", torch.bfloat16: "BFloat16", torch.float32: "Float32", torch.float64: "Float64",
}
SPECIAL = [[1, 2, 2], [nan, 0, -1], [inf, -inf, 3], [2, 2, 2], [0, -0.0, 0], [-inf, -inf, -inf], [-3, 0, 4]]
INPUTS = [SPECIAL, [r for r in SPECIAL if all(abs(v) < inf for v in r)], [1.5], 2.5, [], [[], []], (0, 3)]

WITH_DIMS = {
    "Sum": lambda x, d, k: x.sum(d, keepdim=k), "Mean": lambda x, d, k: x.mean(d, keepdim=k),
    "NanSum": lambda x, d, k: x.nansum(d, keepdim=k), "NanMean": lambda x, d, k: x.nanmean(d, keepdim=k),
    "Amax": lambda x, d, k: x.amax(d, keepdim=k), "Amin": lambda x, d, k: x.amin(d, keepdim=k),
    "Var": lambda x, d, k: x.var(d, unbiased=True, keepdim=k), "Var 0": lambda x, d, k: x.var(d, unbiased=False, keepdim=k),
    "Std": lambda x, d, k: x.std(d, unbiased=True, keepdim=k), "Std 0": lambda x, d, k: x.std(d, unbiased=False, keepdim=k),
    "Norm 0": lambda x, d, k: torch.linalg.vector_norm(x, 0, d, k), "Norm 1": lambda x, d, k: torch.linalg.vector_norm(x, 1, d, k),
    "Norm 2": lambda x, d, k: torch.linalg.vector_norm(x, 2, d, k), "Norm 3": lambda x, d, k: torch.linalg.vector_norm(x, 3, d, k),
    "Norm inf": lambda x, d, k: torch.linalg.vector_norm(x, inf, d, k), "Norm -inf": lambda x, d, k: torch.linalg.vector_norm(x, -inf, d, k),
    "LogSumExp": lambda x, d, k: x.logsumexp(d, keepdim=k),
}
WITH_DIM = {
    "Prod": lambda x, d, k: x.prod(d, keepdim=k), "Max": lambda x, d, k: x.max(d, keepdim=k)[0],
    "Max indices": lambda x, d, k: x.max(d, keepdim=k)[1], "Min": lambda x, d, k: x.min(d, keepdim=k)[0],
    "Min indices": lambda x, d, k: x.min(d, keepdim=k)[1], "ArgMax": lambda x, d, k: x.argmax(d, keepdim=k),
    "ArgMin": lambda x, d, k: x.argmin(d, keepdim=k), "All": lambda x, d, k: x.all(d, keepdim=k), "Any": lambda x, d, k: x.any(d, keepdim=k),
}
WHOLE = {
    "Sum": torch.sum, "Mean": torch.mean, "Prod": torch.prod, "Max": torch.max, "Min": torch.min, "ArgMax": torch.argmax,
    "ArgMin": torch.argmin, "All": torch.all, "Any": torch.any, "Var": torch.var, "Std": torch.std,
    "CountNonzero": torch.count_nonzero, "Unique": torch.unique,
}
LINES = {
    "CumSum": lambda x, d: x.cumsum(d), "CumProd": lambda x, d: x.cumprod(d), "Softmax": lambda x, d: x.softmax(d),
    "LogSoftmax": lambda x, d: x.log_softmax(d), "CountNonzero": lambda x, d: x.count_nonzero(d),
    "Sort": lambda x, d: x.sort(dim=d, stable=True)[0], "Sort indices": lambda x, d: x.sort(dim=d, stable=True)[1],
    "Sort descending": lambda x, d: x.sort(dim=d, stable=True, descending=True)[0],
    "Sort descending indices": lambda x, d: x.sort(dim=d, stable=True, descending=True)[1],
    "TopK": lambda x, d: x.topk(1, d)[0], "TopK smallest": lambda x, d: x.topk(1, d, largest=False)[0],
    "Unique": lambda x, d: x.unique(dim=d),
}


def numbers(tensor):
    def number(v):
        return repr(v) if v != v or abs(v) == inf else v
    return [number(v) for v in tensor.detach().to(torch.float64 if tensor.is_floating_point() else torch.int64).flatten().tolist()]


def case(name, function, x, dims, keep, *arguments):
    line = {"op": name, "dtype": TYPES[x.dtype], "shape": list(x.shape), "x": numbers(x), "dims": dims, "keep": keep}
    x = x.clone().requires_grad_(x.is_floating_point())
    try:
        y = function(x, *arguments)
    except (RuntimeError, IndexError) as error:
        return None if "not implemented for 'Half'" in str(error) or "not implemented for 'BFloat16'" in str(error) else {**line, "out": None}
    line["out"] = {"dtype": TYPES[y.dtype], "shape": list(y.shape), "data": numbers(y)}
    if y.requires_grad and x.dtype == torch.float64:
        try:
            cotangent = torch.arange(1, y.numel() + 1, dtype=y.dtype).reshape(y.shape)
            line["gradient"] = numbers(torch.autograd.grad(y, x, cotangent)[0])
        except RuntimeError:
            pass
    return line


def inputs():
    for value in INPUTS:
        yield torch.empty(value, dtype=torch.float64) if isinstance(value, tuple) else torch.tensor(value, dtype=torch.float64)
    small = torch.tensor([[3, 0, 3, 1], [2, 2, 0, 2], [0, 0, 0, 0]])
    for dtype in TYPES:
        if dtype != torch.float64:
            yield small.to(dtype)
    yield torch.empty(0, dtype=torch.int64)
    yield torch.empty((0, 3), dtype=torch.bool)


def main():
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "reductions.jsonl"), "w", newline="\n") as file:
        for x in inputs():
            each = list(range(x.dim())) or [0]
            lines = [case(name, f, x, [], False) for name, f in WHOLE.items()]
            for d in each:
                lines += [case(name, f, x, [d], keep, d, keep) for name, f in WITH_DIM.items() for keep in (False, True)]
                lines += [case(name, f, x, [d], False, d) for name, f in LINES.items()]
                lines += [case(name, f, x, [d], False, [d], False) for name, f in WITH_DIMS.items()]
            if x.dim() > 1:
                lines += [case(name, f, x, each, True, each, True) for name, f in WITH_DIMS.items()]
            for line in filter(None, lines):
                file.write(json.dumps(line, separators=(",", ":")) + "\n")


main()
