"""What PyTorch gives for the special functions, division and powers, far out and at awkward points. Its erfinv is good to
eight digits next to 1, its trigamma to nine: their rows are computed with mpmath.

Writes special.txt beside itself. Run with the system Python and its PyTorch 1.13.1:
    /usr/bin/python3 tests/Adjoint.Tests/Goldens/special.py

A line is: function, type, first arguments, second arguments (empty for functions of one), results; separated by tabs, numbers
by blanks.
"""
import os
import random

import mpmath
import torch

inf, nan = float("inf"), float("nan")
random.seed(0)


def spread(count, low, high, signed=True):
    """Numbers of all sizes between 2**low and 2**high, with few digits."""
    return [float("%.6g" % ((-1 if signed and i % 2 else 1) * 2 ** random.uniform(low, high))) for i in range(count)]


def exactly(function):
    """A function of a tensor from one of mpmath, at finite points of its domain."""
    return lambda x: torch.tensor([float(function(mpmath.mpf(v))) for v in x.tolist()], dtype=torch.float64)


EVERYWHERE = [0.0, -0.0, inf, -inf, nan] + spread(30, -12, 5)
ERRORS = EVERYWHERE + [1e-300, 0.4999999, 0.5, 0.9999999, 1.0, 4.0, 5.9, 26.5, -26.5, 1e10]
GAMMAS = EVERYWHERE + [1.0, 2.0, 1.0000001, 1.999999, 1.5, 2.5, 6.5, 6.500001, 170.5, 1e5, 1e15, 1e300, 1e-15, -1e-15, 1e-300,
                       -0.5, -1.5, -2.5, -3.7, -10.3, -100.25, 1.4616, 1.4617]
NOT_POLES = [x for x in GAMMAS if abs(x) < 1e4 and abs(x) > 1e-14]
INVERSE = [0.0, 0.9999999, -0.9999999999, 1 - 2.0 ** -53, 1e-300] + [x / 33 for x in spread(30, -12, 5)]
ONE = {
    "Erf": (torch.erf, ERRORS), "Erfc": (torch.erfc, ERRORS), "Erfinv": (exactly(mpmath.erfinv), INVERSE),
    "Lgamma": (torch.lgamma, GAMMAS + [-1.0, -2.0, -1e300]), "Digamma": (torch.digamma, GAMMAS + [-1.0, -2.0]),
    "Polygamma1": (exactly(lambda x: mpmath.polygamma(1, x)), NOT_POLES), "Polygamma2": (lambda x: torch.polygamma(2, x), NOT_POLES),
    "Polygamma3": (lambda x: torch.polygamma(3, x), NOT_POLES), "Polygamma4": (lambda x: torch.polygamma(4, x), NOT_POLES),
}

SPECIAL = [0.0, -0.0, 1.0, -1.0, 2.5, -3.0, inf, -inf, nan]
PAIRS = [(a, b) for a in SPECIAL for b in SPECIAL]
SIZES = PAIRS + list(zip(spread(60, -60, 60), spread(60, -60, 60)[::-1])) + [
    (5.0, 0.1), (-5.0, 0.1), (6.0, -2.0), (-6.0, 2.0), (0.3, 0.1), (1e30, 3.0), (-1e30, 7.0), (16777215.0, 0.5), (16777217.0, 3.0), (1e-40, 3e-41)]
POWERS = PAIRS + list(zip(spread(40, -3, 3), spread(40, -2, 5))) + [(-2.0, 3.0), (-2.0, -3.0), (-2.0, 4.0), (-8.0, 1 / 3), (-0.5, 1e10), (0.5, 1e10), (1.0000001, 1e9)]
DIVISION = {"Fmod": torch.fmod, "Remainder": torch.remainder, "FloorDivide": lambda a, b: torch.div(a, b, rounding_mode="floor")}
INTEGERS = [(a, b) for a in (-128, -127, -7, -1, 0, 1, 7, 127) for b in (-128, -7, -2, -1, 1, 2, 3, 127)]


def numbers(t):
    return " ".join(repr(x).removesuffix(".0") for x in t.tolist())


def main():
    lines = []

    def row(name, dtype, function, *columns):
        inputs = [torch.tensor(c, dtype=dtype) for c in columns]
        second = numbers(inputs[1]) if len(inputs) > 1 else ""
        lines.append("\t".join((name, str(dtype)[6:], numbers(inputs[0]), second, numbers(function(*inputs)))))

    for name, (function, points) in ONE.items():
        row(name, torch.float64, function, points)
    for dtype in (torch.float32, torch.float64):
        for name, function in DIVISION.items():
            row(name, dtype, function, *zip(*SIZES))
    row("Pow", torch.float64, torch.pow, *zip(*POWERS))
    for name, function in DIVISION.items():
        # PyTorch faults on the smallest integer divided by -1.
        row(name, torch.int8, function, *zip(*[p for p in INTEGERS if p != (-128, -1)]))
    row("Pow", torch.int64, torch.pow, *zip(*[(a, b) for a in (-3, -2, -1, 0, 1, 2, 3, 10) for b in (0, 1, 2, 3, 21, 40, 63)]))
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "special.txt"), "w") as file:
        file.write("\n".join(lines) + "\n")


main()
