"""What PyTorch gives at special points for every elementwise row of the operation table.

Writes elementwise.txt beside itself. Run with the system Python and its PyTorch 1.13.1:
    /usr/bin/python3 tests/Adjoint.Tests/Goldens/elementwise.py

A line is: type, row name, numbers; separated by tabs, numbers by blanks. The numbers of a row are, one after the other, the
results at all points, the first derivatives with respect to each input, and the derivatives of their sum with respect to each
input. The points of one input are in the line named 1, the coordinates of pairs in the lines named 2a and 2b.
"""
import os
import warnings

import torch
import torch.nn.functional as F

warnings.filterwarnings("ignore")
inf, nan = float("inf"), float("nan")

POINTS = [0.0, -0.0, 1e-30, -1e-30, 0.5, -0.5, 0.7, -0.7, 1.0, -1.0, 2.0, -2.0, 3.0, -3.0, 6.0, -6.0, 20.0, -20.0, 100.0, -100.0,
          1e30, -1e30, inf, -inf, nan]
COORDINATES = [0.0, -0.0, 1.0, -1.0, 2.5, -3.0, inf, -inf, nan]

ONE = {
    "Add number": lambda x: x + 2, "Sub from number": lambda x: 2 - x, "Div by number": lambda x: x / 3, "Div number": lambda x: 3 / x,
    "FloorDivide number": lambda x: torch.div(x, 2, rounding_mode="floor"), "Remainder number": lambda x: x % -2,
    "Remainder of number": lambda x: torch.remainder(torch.full_like(x, 7), x),
    "Neg": torch.neg, "Abs": torch.abs, "Sign": torch.sign, "Reciprocal": torch.reciprocal,
    "Clamp": lambda x: x.clamp(-1, 2), "ClampMin number": lambda x: x.clamp(min=0.5),
    "Pow -2": lambda x: x ** -2, "Pow -1": lambda x: x ** -1, "Pow -0.5": lambda x: x ** -0.5, "Pow 0": lambda x: x ** 0,
    "Pow 0.5": lambda x: x ** 0.5, "Pow 1": lambda x: x ** 1, "Pow 1.7": lambda x: x ** 1.7, "Pow 2": lambda x: x ** 2,
    "Pow 3": lambda x: x ** 3, "Pow 4": lambda x: x ** 4, "Pow of number": lambda x: torch.pow(0.1, x), "Square": torch.square,
    "Sqrt": torch.sqrt, "Rsqrt": torch.rsqrt, "Exp": torch.exp, "Exp2": torch.exp2, "Expm1": torch.expm1, "Log": torch.log,
    "Log2": torch.log2, "Log10": torch.log10, "Log1p": torch.log1p, "Sigmoid": torch.sigmoid, "Logit": torch.logit,
    "Logit eps": lambda x: torch.logit(x, 0.2), "Sin": torch.sin, "Cos": torch.cos, "Tan": torch.tan, "Asin": torch.asin,
    "Acos": torch.acos, "Atan": torch.atan, "Sinh": torch.sinh, "Cosh": torch.cosh, "Tanh": torch.tanh, "Asinh": torch.asinh,
    "Acosh": torch.acosh, "Atanh": torch.atanh, "Erf": torch.erf, "Erfc": torch.erfc, "Erfinv": torch.erfinv, "Lgamma": torch.lgamma,
    "Digamma": torch.digamma, "Polygamma 1": lambda x: torch.polygamma(1, x), "Floor": torch.floor, "Ceil": torch.ceil,
    "Round": torch.round, "Round decimals": lambda x: torch.round(x, decimals=1), "Round tens": lambda x: torch.round(x, decimals=-1),
    "Trunc": torch.trunc, "Frac": torch.frac, "NanToNum": torch.nan_to_num,
    "Relu": F.relu, "LeakyRelu": lambda x: F.leaky_relu(x, 0.1), "Elu": lambda x: F.elu(x, 1.5), "Selu": F.selu,
    "Celu": lambda x: F.celu(x, 1.5), "Gelu": F.gelu, "Gelu tanh": lambda x: F.gelu(x, approximate="tanh"), "Silu": F.silu,
    "Mish": F.mish, "Softplus": lambda x: F.softplus(x, 2, 10), "Softsign": F.softsign, "Hardtanh": lambda x: F.hardtanh(x, -2, 3),
    "Relu6": F.relu6, "Hardsigmoid": F.hardsigmoid, "Hardswish": F.hardswish, "LogSigmoid": F.logsigmoid,
    "Threshold": lambda x: F.threshold(x, 1, -2), "Softshrink": lambda x: F.softshrink(x, 0.7),
    "Hardshrink": lambda x: F.hardshrink(x, 0.7), "Tanhshrink": F.tanhshrink,
}
TWO = {
    "Mul": torch.mul, "Div": torch.div, "Div trunc": lambda a, b: torch.div(a, b, rounding_mode="trunc"),
    "FloorDivide": lambda a, b: torch.div(a, b, rounding_mode="floor"), "Remainder": torch.remainder, "Fmod": torch.fmod,
    "Maximum": torch.maximum, "Minimum": torch.minimum, "ClampMin": lambda a, b: torch.clamp(a, min=b),
    "ClampMax": lambda a, b: torch.clamp(a, max=b), "Pow": torch.pow, "Atan2": torch.atan2, "Lerp number": lambda a, b: torch.lerp(a, b, 0.1),
}


def derivatives(y, inputs, create_graph=False):
    if not y.requires_grad:
        return [torch.zeros_like(x) for x in inputs]
    try:
        found = torch.autograd.grad(y, inputs, torch.ones_like(y), create_graph=create_graph, allow_unused=True)
    except RuntimeError:  # hardsigmoid and hardswish have no second derivative in PyTorch 1.13
        return [torch.full_like(x, nan) for x in inputs]
    return [torch.zeros_like(x) if g is None else g for g, x in zip(found, inputs)]


def numbers(function, inputs):
    inputs = [x.clone().requires_grad_() for x in inputs]
    y = function(*inputs)
    first = derivatives(y, inputs, create_graph=True)
    second = derivatives(sum(first), inputs)
    return torch.cat([y, *first, *second]).tolist()


def text(values):
    return " ".join(repr(v) if v != v or abs(v) == inf else f"{v:.7g}" for v in values)


def main():
    pairs = [(a, b) for a in COORDINATES for b in COORDINATES]
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "elementwise.txt"), "w", newline="\n") as file:
        def line(*fields):
            file.write("\t".join(fields) + "\n")
        line("points", "1", text(POINTS))
        line("points", "2a", text(a for a, _ in pairs))
        line("points", "2b", text(b for _, b in pairs))
        for dtype, name in (torch.float64, "Float64"), (torch.float32, "Float32"):
            for row, function in ONE.items():
                line(name, row, text(numbers(function, [torch.tensor(POINTS, dtype=dtype)])))
            for row, function in TWO.items():
                line(name, row, text(numbers(function, [torch.tensor(c, dtype=dtype) for c in zip(*pairs)])))


main()
