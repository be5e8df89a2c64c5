using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint;

/// <summary>
/// What an elementwise formula may use, whatever it is applied to: one number, a vector of 128, 256 or 512 bits of any
/// element type, or a whole tensor. A formula is written once in these terms and serves as forward kernel, as fused
/// backward kernel, and, on tensors, as a derivative that can be differentiated again.
/// </summary>
/// <remarks>
/// Comparisons give a mask, of the same type, that only <see cref="And"/>, <see cref="Or"/>, <see cref="Not"/> and
/// <see cref="Select"/> understand. Functions are those of <see cref="Math"/> unless said otherwise.
/// </remarks>
internal interface IReal<V> where V : struct, IReal<V>
{
    /// <summary>A constant.</summary>
    static abstract V Of(double value);

    static virtual V Zero => V.Of(0);
    static virtual V One => V.Of(1);

    static abstract V operator +(V a, V b);
    static abstract V operator -(V a, V b);
    static abstract V operator *(V a, V b);
    static abstract V operator /(V a, V b);
    static abstract V operator -(V a);

    static abstract V Abs(V x);

    /// <summary>The magnitude of one number with the sign of another, of -0 and NaN too.</summary>
    static abstract V CopySign(V magnitude, V sign);
    static abstract V Sqrt(V x);

    /// <summary>-1, 0 or 1; 0 for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Sign(V x) => V.Select(V.Greater(x, V.Zero), V.One, V.Select(V.Less(x, V.Zero), V.Of(-1), V.Zero));

    /// <summary>The smaller one; NaN if either is.</summary>
    static abstract V Min(V a, V b);

    /// <summary>The larger one; NaN if either is.</summary>
    static abstract V Max(V a, V b);

    static abstract V Floor(V x);
    static abstract V Ceiling(V x);
    static abstract V Truncate(V x);

    /// <summary>The nearest integer, halves to even.</summary>
    static abstract V Round(V x);

    static abstract V Less(V a, V b);
    static abstract V LessOrEqual(V a, V b);
    static abstract V Equal(V a, V b);
    static virtual V Greater(V a, V b) => V.Less(b, a);
    static virtual V NotEqual(V a, V b) => V.Not(V.Equal(a, b));
    static virtual V IsNaN(V x) => V.NotEqual(x, x);

    static abstract V And(V mask, V other);
    static abstract V Or(V mask, V other);
    static abstract V Not(V mask);

    /// <summary>Where the mask holds <paramref name="whenTrue"/>, elsewhere <paramref name="whenFalse"/>.</summary>
    static abstract V Select(V mask, V whenTrue, V whenFalse);

    static abstract V Exp(V x);

    /// <summary>2 to the power <paramref name="x"/>.</summary>
    static abstract V Exp2(V x);

    /// <summary>exp(x) - 1, exact near 0.</summary>
    static abstract V Expm1(V x);

    static abstract V Log(V x);
    static abstract V Log2(V x);
    static abstract V Log10(V x);

    /// <summary>log(1 + x), exact near 0.</summary>
    static abstract V Log1p(V x);

    /// <summary>log(1 + x) for x from 0 to 1, which takes less time.</summary>
    static virtual V Log1pUnit(V x) => V.Log1p(x);

    static abstract V Sin(V x);
    static abstract V Cos(V x);
    static abstract V Tan(V x);
    static abstract V Asin(V x);
    static abstract V Acos(V x);
    static abstract V Atan(V x);
    static abstract V Atan2(V y, V x);
    static abstract V Sinh(V x);
    static abstract V Cosh(V x);
    static abstract V Tanh(V x);
    static abstract V Asinh(V x);
    static abstract V Acosh(V x);
    static abstract V Atanh(V x);

    /// <summary>a to the power b; for integers, exact and wrapping.</summary>
    static abstract V Pow(V a, V b);

    /// <summary>1 / (1 + exp(-x)).</summary>
    static virtual V Sigmoid(V x) => V.One / (V.One + V.Exp(-x));

    /// <summary>The normal distribution function, (1 + erf(x / √2)) / 2.</summary>
    static virtual V NormalCdf(V x) => (V.One + V.Erf(x * V.Of(0.70710678118654752440))) * V.Of(0.5);

    /// <summary>x times the normal distribution function of x.</summary>
    static virtual V Gelu(V x) => x * V.NormalCdf(x);

    /// <summary>The error function, 2/√π ∫₀ˣ exp(-t²) dt.</summary>
    static abstract V Erf(V x);

    /// <summary>1 - erf(x), exact for large x.</summary>
    static abstract V Erfc(V x);

    /// <summary>The inverse of erf on (-1, 1).</summary>
    static abstract V Erfinv(V x);

    /// <summary>The logarithm of the absolute value of the gamma function.</summary>
    static abstract V Lgamma(V x);

    /// <summary>The derivative of lgamma.</summary>
    static abstract V Digamma(V x);

    /// <summary>The n-th derivative of digamma; n = 0 is digamma itself.</summary>
    static abstract V Polygamma(int n, V x);

    /// <summary>
    /// A function that only numbers have a member for, not formulas. On tensors it is an operation of its own: a derivative
    /// uses that, by Of, which knows how it goes on.
    /// </summary>
    static abstract V Call<TFunction>(V x, TFunction function) where TFunction : struct, ILaneFunction;

    /// <summary>The same for a function of two numbers.</summary>
    static abstract V Call<TFunction>(V a, V b, TFunction function) where TFunction : struct, ILaneFunction2;

    /// <summary>The quotient rounded down; integer division by zero throws.</summary>
    static abstract V FloorDivide(V a, V b);

    /// <summary>What remains of a after floor division by b: the sign is that of b.</summary>
    static abstract V Remainder(V a, V b);

    /// <summary>What remains of a after truncating division by b: the sign is that of a.</summary>
    static abstract V Fmod(V a, V b);
}
