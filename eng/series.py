#!/usr/bin/env python3
"""Chebyshev series of the special functions, in 50 digits (mpmath): writes src/Adjoint/Cpu/Simd/Math/Series.cs.

usage: eng/series.py

Bessel functions are cut where their asymptotic forms begin to be short (Abramowitz and Stegun, chapter 9; DLMF 10.17, 10.40),
Airy functions likewise (DLMF 9.7). Where a function of the first piece has zeros, they are divided out.
"""
import os
from fractions import Fraction

from mpmath import (airyai, airybi, besseli, besselj, besseljzero, besselk, bessely, cos, exp, log, mp, mpf, pi, sin, sqrt)

mp.dps = 50
NODES = 96


def series(f):
    """The Chebyshev coefficients of f on [-1, 1] that count in double precision."""
    angles = [pi * (j + mpf(1) / 2) / NODES for j in range(NODES)]
    values = [f(cos(a)) for a in angles]
    c = [2 * sum(v * cos(k * a) for v, a in zip(values, angles)) / NODES for k in range(NODES)]
    c[0] /= 2
    bound = max(abs(v) for v in values) * mpf(2) ** -58
    while abs(c[-1]) < bound:
        c.pop()
    return c


def first_zeros(order):
    return [besseljzero(order, k) for k in (1, 2)]


def without_zeros(order):
    """J(x), over x for order 1, without its first two zeros; x² runs from 0 to 64."""
    zeros = first_zeros(order)

    def f(t):
        w = 32 * (t + 1)
        x = sqrt(w)
        return besselj(order, x) / (x if order else 1) / ((w - zeros[0] ** 2) * (w - zeros[1] ** 2))
    return f


def regular_y(order):
    """Y(x) without its logarithm and pole, over x for order 1."""
    def f(t):
        x = sqrt(32 * (t + 1))
        if order == 0:
            return bessely(0, x) - 2 / pi * log(x) * besselj(0, x)
        return (bessely(1, x) - 2 / pi * (log(x) * besselj(1, x) - 1 / x)) / x
    return f


def phase(order, part):
    """P, or x Q, of sqrt(2 / (pi x)) (P cos - Q sin), from x = 8 on; 64/x² runs from 0 to 1."""
    def f(t):
        x = 8 / sqrt((t + 1) / 2)
        chi = x - (2 * order + 1) * pi / 4
        j, y = besselj(order, x), bessely(order, x)
        scale = sqrt(pi * x / 2)
        return scale * (j * cos(chi) + y * sin(chi)) if part == 'P' else scale * x * (y * cos(chi) - j * sin(chi))
    return f


def modified_small(order):
    """exp(-x) I(x), over x for order 1, up to x = 8."""
    def f(t):
        x = 4 * (t + 1)
        return exp(-x) * besseli(order, x) / (x if order else 1)
    return f


def modified_large(order):
    """sqrt(x) exp(-x) I(x) from x = 8 on; 8/x runs from 0 to 1."""
    def f(t):
        x = 16 / (t + 1)
        return sqrt(x) * exp(-x) * besseli(order, x)
    return f


def regular_k(order):
    """K(x) without its logarithm, times x for order 1, up to x = 2; x² runs from 0 to 4."""
    def f(t):
        x = sqrt(2 * (t + 1))
        return besselk(0, x) + log(x / 2) * besseli(0, x) if order == 0 else x * (besselk(1, x) - log(x / 2) * besseli(1, x))
    return f


def second_large(order):
    """sqrt(x) exp(x) K(x) from x = 2 on; 2/x runs from 0 to 1."""
    def f(t):
        x = 4 / (t + 1)
        return sqrt(x) * exp(x) * besselk(order, x)
    return f


def airy_right(derivative):
    """Ai without its exponential and power, from x = 2 on; zeta(2) / zeta runs from 0 to 1."""
    def f(t):
        zeta = 2 * mpf(2) / 3 * mpf(2) ** mpf('1.5') / (t + 1)
        x = (3 * zeta / 2) ** (mpf(2) / 3)
        return 2 * sqrt(pi) * exp(zeta) * airyai(x, derivative=derivative) * (x ** mpf('0.25') if derivative == 0 else -x ** mpf('-0.25'))
    return f


def airy_left(derivative, part):
    """The two amplitudes of Ai up to x = -6; the square of zeta(6) / zeta runs from 0 to 1."""
    def f(t):
        zeta = mpf(2) / 3 * mpf(6) ** mpf('1.5') / sqrt((t + 1) / 2)
        z = (3 * zeta / 2) ** (mpf(2) / 3)
        chi = zeta - pi / 4
        a, b = airyai(-z, derivative=derivative), airybi(-z, derivative=derivative)
        if derivative == 0:
            scale = sqrt(pi) * z ** mpf('0.25')
            return scale * (a * cos(chi) - b * sin(chi)) if part == 'F' else scale * zeta * (a * sin(chi) + b * cos(chi))
        scale = sqrt(pi) * z ** mpf('-0.25')
        return scale * (a * sin(chi) + b * cos(chi)) if part == 'F' else scale * zeta * (b * sin(chi) - a * cos(chi))
    return f


def temme(rows, terms):
    """Coefficients of the powers of eta of c_0, c_1 ... in DLMF 8.12.10."""
    n = terms + 2 * rows + 4
    # mu, where mu - log(1 + mu) = eta²/2: mu mu' = eta (1 + mu).
    mu = [Fraction(0), Fraction(1)]
    for k in range(2, n):
        # The coefficient of eta^k in mu mu' is that of eta^(k - 1) in mu.
        known = sum(mu[i] * (k + 1 - i) * mu[k + 1 - i] for i in range(2, k))
        mu.append((mu[k - 1] - known) / (k + 1))
    # 1/mu = (1/eta) (b_0 + b_1 eta + ...)
    shifted = mu[1:]
    inverse = [Fraction(1)]
    for k in range(1, len(shifted)):
        inverse.append(-sum(shifted[i] * inverse[k - i] for i in range(1, k + 1)))
    stirling = [Fraction(1), Fraction(1, 12), Fraction(1, 288), Fraction(-139, 51840), Fraction(-571, 2488320)]
    c = inverse[1:]
    result = [c]
    for k in range(1, rows):
        factor = (-1) ** k * stirling[k]
        # (1/eta) c' and factor/mu both begin with 1/eta, and those terms cancel.
        d = [(i + 1) * c[i + 1] for i in range(len(c) - 1)]
        assert d[0] + factor == 0
        c = [d[i + 1] + factor * inverse[i + 1] for i in range(len(d) - 1)]
        result.append(c)
    return [[mpf(x.numerator) / x.denominator for x in row[:terms]] for row in result]


def main():
    tables = {}
    for order in (0, 1):
        tables[f'J{order}Small'] = without_zeros(order)
        tables[f'Y{order}Small'] = regular_y(order)
        tables[f'P{order}'] = phase(order, 'P')
        tables[f'Q{order}'] = phase(order, 'Q')
        tables[f'I{order}Small'] = modified_small(order)
        tables[f'I{order}Large'] = modified_large(order)
        tables[f'K{order}Small'] = regular_k(order)
        tables[f'K{order}Large'] = second_large(order)
    for d, name in ((0, 'Airy'), (1, 'AirySlope')):
        tables[f'{name}Right'] = airy_right(d)
        tables[f'{name}Middle'] = lambda t, d=d: airyai(4 * t - 2, derivative=d)
        tables[f'{name}LeftF'] = airy_left(d, 'F')
        tables[f'{name}LeftG'] = airy_left(d, 'G')
    lines = ['// Written by eng/series.py.', 'namespace Adjoint.Cpu.Simd;', '',
             '/// <summary>Chebyshev coefficients of the special functions, from order 0 on; eng/series.py says what each one expands.</summary>',
             'internal static class Series', '{']

    def table(name, numbers):
        lines.append(f'    public static ReadOnlySpan<double> {name} =>')
        lines.append('    [')
        row = []
        for number in numbers:
            row.append(repr(float(number)))
            if len(', '.join(row)) > 112:
                lines.append('        ' + ', '.join(row[:-1]) + ',')
                row = row[-1:]
        lines.append('        ' + ', '.join(row) + ',')
        lines.extend(['    ];', ''])

    for name, f in tables.items():
        c = series(f)
        print(name, len(c), flush=True)
        table(name, c)
    for order in (0, 1):
        zeros = first_zeros(order)
        table(f'J{order}Zeros', [part for z in zeros for part in (mpf(float(z)), z - mpf(float(z)))])
    for k, row in enumerate(temme(5, 13)):
        table(f'Temme{k}', row)
    lines[-1] = '}'
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../src/Adjoint/Cpu/Simd/Math/Series.cs')
    with open(path, 'w') as file:
        file.write('\n'.join(lines) + '\n')


main()
