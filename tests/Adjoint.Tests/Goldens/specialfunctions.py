"""The special functions of Adjoint.Special in 40 digits (mpmath), rounded to double precision; a dash stands for a derivative.

Writes specialfunctions.txt beside itself. Run: python3 tests/Adjoint.Tests/Goldens/specialfunctions.py

A line is: function, first arguments, second arguments (empty for functions of one), results; separated by tabs, numbers by
blanks. Arguments are doubles exactly as printed.
"""
import os
import random

import mpmath as m
from mpmath import mp, mpf

mp.dps = 40
random.seed(3)


def spread(count, low, high, both=False):
    """Numbers of all sizes between 2**low and 2**high."""
    return [float("%.6g" % ((-1 if both and i % 2 else 1) * 2 ** random.uniform(low, high))) for i in range(count)]


def evenly(count, low, high):
    return [float("%.6g" % random.uniform(low, high)) for _ in range(count)]


WAVES = spread(20, -20, 3) + evenly(40, 0, 8) + evenly(30, 8, 60) + evenly(10, 60, 2000) + [8.0, 7.99999, 8.00001, 2.404825557695773, 5.5200781, 3.8317059702, 7.0155866698]
SIGNED = WAVES + [-x for x in WAVES[::4]] + [0.0]
DECAY = spread(20, -30, 1) + evenly(30, 0, 4) + evenly(30, 2, 40) + [2.0, 1.99999, 2.00001, 300.5, 700.25]
GROWTH = spread(20, -20, 3) + evenly(40, 0, 20) + [8.0, 7.99999, 8.00001, 100.5, 700.25, 0.0] + [-x for x in evenly(10, 0, 50)]
SCALED = GROWTH + [1e4, 1e10, -1e6]
AIRY = evenly(50, -8, 4) + evenly(20, -80, -5) + evenly(20, 2, 60) + [-6.0, 2.0, 0.0, -6.00001, 2.00001, 100.0, -1.5e-9]
ERRORS = evenly(40, -5, 5) + spread(30, -20, 10, True) + [0.5, -0.5, 28.0, 28.5, 0.0, 1e5, 1e100, -26.5]
NORMAL = evenly(60, -8, 8) + evenly(20, -37, -5) + spread(10, -20, 0, True) + [0.0, -1.0, -0.999, 8.5]
LOGNORMAL = NORMAL + [-1e3, -1e8, 15.5, 37.0]
PROBABILITIES = evenly(40, 0, 1) + spread(20, -60, -1) + [1e-300, 5e-310, 1e-16, 0.2, 0.8, 0.199999, 1 - 2.0 ** -53, 1 - 2.0 ** -20, 0.5, 0.5000001, 0.49999]
ENTROPY = spread(20, -40, 10) + [1.0, 0.0]
SMALL = spread(30, -10, 10)


def ndtri(p):
    p = mpf(p)
    if p > mpf(1) / 2:
        return -ndtri(1 - p)
    if p == mpf(1) / 2:
        return mpf(0)
    target = m.log(p)
    x = -m.sqrt(-2 * target) if p < 0.1 else m.sqrt(2) * m.erfinv(2 * p - 1)
    for _ in range(200):
        tail = m.erfc(-x / m.sqrt(2)) / 2
        step = (m.log(tail) - target) * tail * m.sqrt(2 * m.pi) * m.exp(x * x / 2)
        x -= step
        if abs(step) < abs(x) * mpf(10) ** -36:
            break
    return x


def log_ndtr(x):
    if x < -300:
        # erfc(z) exp(z²) by its asymptotic series.
        z = -x / m.sqrt(2)
        series = m.nsum(lambda k: (-1) ** int(k) * m.fac2(2 * int(k) - 1) / (2 * z * z) ** int(k), [0, 12]) if x > -1e6 else 1 - 1 / (2 * z * z)
        return m.log(series / (z * m.sqrt(m.pi)) / 2) - z * z
    return m.log1p(-m.erfc(x / m.sqrt(2)) / 2) if x > 0 else m.log(m.erfc(-x / m.sqrt(2)) / 2)


def erfcx(x):
    if x > 1000:
        return (1 - 1 / (2 * x * x) + 3 / (4 * x ** 4)) / (x * m.sqrt(m.pi))
    return m.exp(x * x) * m.erfc(x)


ONE = {
    "BesselJ0": (lambda x: m.besselj(0, x), SIGNED), "BesselJ1": (lambda x: m.besselj(1, x), SIGNED),
    "BesselY0": (lambda x: m.bessely(0, x), WAVES), "BesselY1": (lambda x: m.bessely(1, x), WAVES),
    "I0": (lambda x: m.besseli(0, x), GROWTH), "I1": (lambda x: m.besseli(1, x), GROWTH),
    "I0e": (lambda x: m.exp(-abs(x)) * m.besseli(0, x) if abs(x) < 1e3 else series_i(0, x), SCALED),
    "I1e": (lambda x: m.exp(-abs(x)) * m.besseli(1, x) if abs(x) < 1e3 else series_i(1, x), SCALED),
    "ModifiedBesselK0": (lambda x: m.besselk(0, x), DECAY), "ModifiedBesselK1": (lambda x: m.besselk(1, x), DECAY),
    "ScaledModifiedBesselK0": (lambda x: m.exp(x) * m.besselk(0, x), DECAY), "ScaledModifiedBesselK1": (lambda x: m.exp(x) * m.besselk(1, x), DECAY),
    "SphericalBesselJ0": (lambda x: m.sin(x) / x if x else mpf(1), SIGNED),
    "AiryAi": (m.airyai, AIRY), "AiryAi'": (lambda x: m.airyai(x, derivative=1), AIRY),
    "Erfcx": (erfcx, ERRORS), "Ndtr": (lambda x: m.erfc(-x / m.sqrt(2)) / 2, NORMAL), "LogNdtr": (log_ndtr, LOGNORMAL), "Ndtri": (ndtri, PROBABILITIES),
    "Entr": (lambda x: -x * m.log(x) if x else mpf(0), ENTROPY),
    "Sinc": (lambda x: m.sin(m.pi * x) / (m.pi * x) if x else mpf(1), spread(30, -20, 3, True) + [0.0]),
}


def series_i(order, x):
    """The asymptotic series of exp(-|x|) I(x)."""
    a, mu = abs(x), mpf(4 * order * order)
    total, term = mpf(1), mpf(1)
    for k in range(1, 12):
        term *= -(mu - (2 * k - 1) ** 2) / (k * 8 * a)
        total += term
    y = total / m.sqrt(2 * m.pi * a)
    return -y if order == 1 and x < 0 else y


def pairs(first, second):
    return list(zip(first, second))


GAMMAS = pairs(spread(60, -10, 7), spread(60, -10, 7)) + [(a, a * f) for a in (0.5, 3.0, 25.0, 150.0, 250.0, 1000.0, 30000.0) for f in (0.7, 0.85, 0.97, 1.0, 1.02, 1.15, 1.4)] + [
    (1e-5, 0.5), (1e-5, 0.05), (1e-10, 1.0), (0.2, 1.15), (0.3, 0.3), (1e6, 1000500.0), (1e6, 998000.0), (5.0, 60.0), (1.0, 1e-8)]
ZETAS = pairs(spread(40, 0.1, 5), spread(40, -6, 7)) + [(2.0, 1.0), (1.0001, 1.0), (3.0, -2.5), (4.0, -7.25), (2.5, 1e10), (30.0, 0.01), (55.5, 3.5), (3.0, -30.3)]
DEGREES = [0, 1, 2, 3, 5, 8, 13, 20, 31]
POINTS = evenly(5, -1, 1) + evenly(3, -3, 3) + [1.0, -1.0, 0.0]
POLYNOMIALS = [(x, float(n)) for x in POINTS for n in DEGREES]


def chebyshev(kind):
    first = {"T": lambda x: x, "U": lambda x: 2 * x, "V": lambda x: 2 * x - 1, "W": lambda x: 2 * x + 1}[kind]

    def f(x, n):
        before, last = mpf(1), first(x)
        if n == 0:
            return before
        for _ in range(int(n) - 1):
            before, last = last, 2 * x * last - before
        return last
    return f


def laguerre(x, n):
    return sum((-1) ** k * m.binomial(n, k) * x ** k / m.factorial(k) for k in range(int(n) + 1))


def legendre(x, n):
    return sum(m.binomial(n, k) ** 2 * (x - 1) ** (int(n) - k) * (x + 1) ** k for k in range(int(n) + 1)) / 2 ** int(n)


TWO = {
    "Gammainc": (lambda a, x: lower(a, x), GAMMAS), "Gammaincc": (lambda a, x: upper(a, x), GAMMAS),
    "Zeta": (lambda s, q: hurwitz(s, q), ZETAS),
    "XLog1pY": (lambda x, y: x * m.log1p(y), pairs(spread(20, -10, 10, True), spread(20, -40, 10))),
    "HermitePolynomialH": (lambda x, n: m.hermite(int(n), x), POLYNOMIALS),
    "HermitePolynomialHe": (lambda x, n: 2 ** (-mpf(n) / 2) * m.hermite(int(n), x / m.sqrt(2)), POLYNOMIALS),
    "LaguerrePolynomialL": (laguerre, POLYNOMIALS),
    "LegendrePolynomialP": (legendre, POLYNOMIALS),
}
for kind in "TUVW":
    TWO["ChebyshevPolynomial" + kind] = (chebyshev(kind), POLYNOMIALS + [(0.3, 500.0), (-0.8, 250.0)])
    TWO["ShiftedChebyshevPolynomial" + kind] = (lambda x, n, f=chebyshev(kind): f(2 * x - 1, n), POLYNOMIALS)


def lower(a, x):
    """By its series, which has no terms of different signs."""
    term = total = mpf(1)
    n = 1
    while term > total * mpf(10) ** -38:
        term *= x / (a + n)
        total += term
        n += 1
    return m.exp(a * m.log(x) - x - m.loggamma(a + 1)) * total


def upper(a, x):
    with mp.workdps(80 if x < 700 else 60):
        y = 1 - lower(mpf(a), mpf(x))
        # Far out the difference has no digits left.
        if y > mpf(10) ** -20:
            return +y
    return m.gammainc(a, x, m.inf, regularized=True)


def hurwitz(s, q):
    """mpmath's own loses digits where the result is small."""
    shift = mpf(0)
    while q < 0:
        shift += q ** -int(s)
        q += 1
    with mp.workdps(200):
        return m.zeta(s, q) + shift


def numbers(values):
    return " ".join(repr(float(x)).removesuffix(".0") for x in values)


def main():
    lines = []
    for name, (function, points) in ONE.items():
        lines.append("\t".join((name, numbers(points), "", numbers(function(mpf(x)) for x in points))))
        print(name, flush=True)
    for name, (function, points) in TWO.items():
        lines.append("\t".join((name, numbers(a for a, _ in points), numbers(b for _, b in points), numbers(function(mpf(a), mpf(b)) for a, b in points))))
        print(name, flush=True)
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "specialfunctions.txt"), "w") as file:
        file.write("\n".join(lines) + "\n")


main()
