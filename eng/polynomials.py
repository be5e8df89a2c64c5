#!/usr/bin/env python3
"""Minimax polynomials for the functions of src/Adjoint/Cpu/Simd/Math, by Remez exchange in 60 digits (mpmath).

usage: eng/polynomials.py [NAME...]    prints the coefficients, lowest power first, and the largest error
"""
import sys

from mpmath import (asin, atan, besseli, cos, digamma, erf, erfc, erfinv, exp, expm1, findroot, log, log1p, loggamma, lu_solve, matrix, mp, mpf,
                    pi, polygamma, sin, sqrt, tan, tanh)

mp.dps = 60


def remez(f, a, b, degree, weight=lambda x: mpf(1)):
    """The polynomial p of that degree on [a, b] with the smallest largest |p - f| * weight."""
    n = degree + 2
    a, b = mpf(a), mpf(b)
    nodes = [(a + b) / 2 + (b - a) / 2 * cos(pi * (2 * i + 1) / (2 * n)) for i in range(n)][::-1]
    grid = [(a + b) / 2 - (b - a) / 2 * cos(pi * i / (24 * n)) for i in range(24 * n + 1)]
    values = [(x, f(x), weight(x)) for x in grid]
    for _ in range(8):
        system = matrix(n, n)
        right = matrix(n, 1)
        for i, x in enumerate(nodes):
            w = weight(x)
            for j in range(degree + 1):
                system[i, j] = w * x ** j
            system[i, degree + 1] = (-1) ** i
            right[i] = w * f(x)
        solution = lu_solve(system, right)
        c = [solution[j] for j in range(degree + 1)]
        errors = [(x, (horner(c, x) - y) * w) for x, y, w in values]
        peaks = []
        for x, e in errors:
            if peaks and (peaks[-1][1] > 0) == (e > 0):
                if abs(e) > abs(peaks[-1][1]):
                    peaks[-1] = (x, e)
            else:
                peaks.append((x, e))
        while len(peaks) > n:
            peaks.pop(0 if abs(peaks[0][1]) < abs(peaks[-1][1]) else -1)
        if len(peaks) < n:
            break
        nodes = [x for x, _ in peaks]
        if abs(peaks[0][1]) and max(abs(e) for _, e in peaks) / min(abs(e) for _, e in peaks) < 1.02:
            break
    return c, max(abs(e) for _, e in errors)


def horner(c, x):
    y = mpf(0)
    for k in reversed(c):
        y = y * x + k
    return y


def safe(f, at_zero):
    """f with its limit put in at 0."""
    def g(x):
        return mpf(at_zero) if abs(x) < mpf(10) ** -25 else f(x)
    return g


FITS = {}


def fit(name, f, a, b, degree, weight=lambda x: mpf(1)):
    FITS[name] = f, a, b, degree, weight


def erfcx_scaled(t):
    """exp(x²) erfc(x) (1 + 2x) as a function of t = (x - 4) / (x + 4)."""
    x = 4 * (1 + t) / (1 - t)
    return exp(x * x) * erfc(x) * (1 + 2 * x)


def erfinv_center(v):
    """erfinv(x) / x where v = -log(1 - x²) - 2.5."""
    x = sqrt(-expm1(-v - mpf('2.5')))
    return erfinv(x) / x if x > mpf(10) ** -12 else sqrt(pi) / 2


def erfinv_tail(u):
    """erfinv(x) u where u = 1 / sqrt(-log(1 - x²))."""
    e = exp(-1 / (u * u))
    target = e / (1 + sqrt(1 - e))
    y = sqrt(abs(1 / (u * u) - log(sqrt(pi) / u + mpf(1) / 2)))
    for _ in range(12):
        d = (erfc(y) - target) * sqrt(pi) / 2 * exp(y * y)
        y += d / (1 + y * d)
    return y * u


def erfinv_tail_by_root(r):
    """erfinv(x) / x where r = sqrt(-log(1 - x²)) - 3."""
    return erfinv_tail(1 / (r + 3)) * (r + 3) / sqrt(-expm1(-(r + 3)**2))


def bessel_small(order):
    """I(x), over x for order 1, less its value at 0, over z, where z = x²."""
    return lambda z: (besseli(order, sqrt(z)) / (sqrt(z) if order else 1) - (mpf(1) / 2 if order else 1)) / z


def bessel_large(order):
    """sqrt(x) exp(-x) I(x) as a function of w = 1/x."""
    return lambda w: exp(-1 / w) * besseli(order, 1 / w) / sqrt(w)


def lgamma_regular(v):
    """lgamma(x) / ((x - 1)(x - 2)) as a function of v = x - 1.75."""
    x = v + mpf('1.75')
    if abs(x - 1) < mpf(10) ** -25 or abs(x - 2) < mpf(10) ** -25:
        return -digamma(mpf(1)) if x < 1.5 else digamma(mpf(2))
    return loggamma(x).real / ((x - 1) * (x - 2))


def stirling(z):
    """What lgamma(x) has beyond (x - 1/2) log(x) - x + log(2 pi)/2, times x, where z = 1/x²."""
    x = 1 / sqrt(z)
    return (loggamma(x).real - (x - mpf(1) / 2) * log(x) + x - log(2 * pi) / 2) * x


def digamma_tail(z):
    """(log(x) - 1/(2x) - digamma(x)) / z where z = 1/x²."""
    x = 1 / sqrt(z)
    return (log(x) - 1 / (2 * x) - digamma(x)) / z


# Polynomials whose name ends in f are for single precision. A weight makes the error relative to the whole function.
ln2 = log(mpf(2))
half_ln2 = ln2 / 2 + mpf('1e-4')
for name, degree in (('exp', 9), ('expf', 4)):
    fit(name, safe(lambda r: (exp(r) - 1 - r) / r**2, 0.5), -half_ln2, half_ln2, degree, lambda r: r**2)
for name, degree in (('exp2', 10), ('exp2f', 5)):
    fit(name, safe(lambda r: (2**r - 1 - r * ln2) / r**2, ln2**2 / 2), '-0.5001', '0.5001', degree)
fit('exp2pairsf', safe(lambda r: (mpf(2)**r - 1) / r, log(2)), '-0.5', '0.5', 4,  # behind a first coefficient of 1
    lambda r: abs(r) * mpf(2)**-r + mpf('1e-9'))
fit('exp2fractionf', lambda r: mpf(2)**r, '-0.5', '0.5', 6, lambda r: mpf(2)**-r)
s = ((sqrt(mpf(2)) - 1) / (sqrt(mpf(2)) + 1))**2 * mpf('1.001')
fit('log', safe(lambda z: (2 * mp.atanh(sqrt(z)) / sqrt(z) - 2) / z, mpf(2) / 3), 0, s, 6, lambda z: z)
fit('pow', lambda z: (mp.atanh(sqrt(z)) / sqrt(z) - 1 - z / 3 - z**2 / 5) / z**3, mpf(10)**-12, s, 6, lambda z: z**3)
fit('powf', safe(lambda z: (2 * mp.atanh(sqrt(z)) / sqrt(z) - 2) / ln2 / z, 2 / (3 * ln2)), 0, s, 3, lambda z: z)
fit('logf', safe(lambda f: (log(1 + f) - f + f * f / 2) / f**3, mpf(1) / 3),
    sqrt(mpf(2)) / 2 - 1 - mpf('1e-4'), sqrt(mpf(2)) - 1 + mpf('1e-4'), 7, lambda f: f**2 + mpf('1e-4'))
for name, degree in (('log1pexp', 19), ('log1pexpf', 8)):
    fit(name, safe(lambda t: (log1p(t) - t) / t**2, mpf(-1) / 2), 0, 1, degree, lambda t: t + t * t / 2)
eighth = (pi / 4 + mpf('0.001'))**2
for name, degree in (('sin', 5), ('sinf', 2)):
    fit(name, safe(lambda z: (sin(sqrt(z)) / sqrt(z) - 1) / z, -mpf(1) / 6), 0, eighth, degree, lambda z: z)
for name, degree in (('cos', 5), ('cosf', 2)):
    fit(name, safe(lambda z: (cos(sqrt(z)) - 1 + z / 2) / z**2, mpf(1) / 24), 0, eighth, degree, lambda z: z * z)
fit('atan', safe(lambda z: (atan(sqrt(z)) / sqrt(z) - 1) / z, -mpf(1) / 3), 0, tan(pi / 8)**2 * mpf('1.001'), 10, lambda z: z)
fit('asin', safe(lambda z: (asin(sqrt(z)) / sqrt(z) - 1) / z, mpf(1) / 6), 0, '0.2501', 12, lambda z: z)
fit('tanhf', safe(lambda z: (tanh(sqrt(z)) / sqrt(z) - 1) / z, -mpf(1) / 3), 0, mpf('0.625')**2, 4, lambda z: z)
for name, degree in (('erf', 11), ('erff', 6)):
    fit(name, safe(lambda z: erf(sqrt(z)) / sqrt(z) - 1, 2 / sqrt(pi) - 1), 0, 1, degree)
fit('erfcf', lambda x: -log(erfc(x)), 1, 4, 6, erfc)
fit('normalf', safe(lambda x: (-log(erfc(x / sqrt(2)) / 2, 2) - 1) / x, sqrt(2 / pi) / log(2)), 0, 6, 7,  # behind a first coefficient of 1
    lambda x: (erfc(x / sqrt(2)) * (x + mpf('0.3')) + mpf('1e-7')) * (x + mpf('1e-3')))
fit('erfc', erfcx_scaled, mpf(-7) / 9, mpf(24) / 32, 22)
fit('erfinv', erfinv_center, '-2.5', '2.5', 21)
fit('erfinvtail', erfinv_tail, 1 / mpf('6.01'), 1 / sqrt(mpf(5)), 8)
fit('erfcxf', erfcx_scaled, mpf(-7) / 9, mpf('6.5') / mpf('14.5'), 10)
fit('erfinvf', erfinv_center, '-2.5', '2.5', 10)
fit('erfinvtailf', erfinv_tail_by_root, sqrt(mpf(5)) - 3, mpf('4.2') - 3, 11)
fit('lgamma', safe(lambda t: loggamma(2 + t).real / t, digamma(mpf(2))), '-0.5', '0.5', 19)
fit('stirling', safe(stirling, mpf(1) / 12), 0, mpf(1) / 36, 7)
fit('lgammaf', lgamma_regular, '-0.75', '0.75', 11)
fit('stirlingf', safe(stirling, mpf(1) / 12), mpf(10)**-9, mpf('0.16'), 3)
border = 5
for order in (0, 1):
    small, large = bessel_small(order), bessel_large(order)
    fit(f'i{order}smallf', safe(small, mpf(1) / (16 if order else 4)), 0, border**2, 6, lambda z, order=order: z * (sqrt(z) if order else 1) / besseli(order, sqrt(z)) if z else 0)
    fit(f'i{order}largef', large, mpf(10)**-4, mpf(1) / border, 8, lambda w, large=large: 1 / large(w))
root = findroot(digamma, 1.46)
fit('digamma', lambda u: digamma(u + 1.5) / (u + 1.5 - root) if abs(u + 1.5 - root) > mpf(10)**-25 else polygamma(1, root),
    '-0.5', '0.5', 21)
fit('digammatail', safe(digamma_tail, mpf(1) / 12), 0, mpf(1) / 36, 7, lambda z: z)


if __name__ == '__main__':
    for name in sys.argv[1:] or FITS:
        c, error = remez(*FITS[name])
        print(f'{name}: degree {len(c) - 1}, error 2^{mp.nstr(log(error, 2), 4)}')
        for k in c:
            print(f'    {float(k)!r}')
