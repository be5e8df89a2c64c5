using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Simd;

/// <summary>
/// The elementary and special functions, written once for every vector width. Only operations that round alike on every
/// machine are used, so a number gives the same bits everywhere. Functions that networks spend their time in have a
/// single-precision version; the others are computed in double precision and rounded once.
/// </summary>
/// <remarks>The polynomials are minimax approximations printed by eng/polynomials.py, which names what each one fits; the
/// Chebyshev series of the special functions are written by eng/series.py.</remarks>
internal static partial class LaneMath
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // Not inlined, since it is large and rare; compiled at full speed at once, since one call does the work of many.
    const MethodImplOptions Whole = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    // Added to a number n below 2²² (2⁵¹), it leaves n, rounded to the nearest whole number, in the lowest bits of the sum.
    const double WholeSingle = 12582912, WholeDouble = 6755399441055744;

    [MethodImpl(Inline)]
    static V Horner<V>(V x, V p, double c0) where V : struct, ILanes<V> => V.MultiplyAdd(p, x, V.Of(c0));

    [MethodImpl(Inline)]
    static V Horner<V>(V x, V p, double c1, double c0) where V : struct, ILanes<V> =>
        V.MultiplyAdd(V.MultiplyAdd(p, x, V.Of(c1)), x, V.Of(c0));

    [MethodImpl(Inline)]
    static V Horner<V>(V x, V p, double c2, double c1, double c0) where V : struct, ILanes<V> =>
        V.MultiplyAdd(V.MultiplyAdd(V.MultiplyAdd(p, x, V.Of(c2)), x, V.Of(c1)), x, V.Of(c0));

    [MethodImpl(Inline)]
    static V Horner<V>(V x, V p, double c3, double c2, double c1, double c0) where V : struct, ILanes<V> =>
        V.MultiplyAdd(V.MultiplyAdd(V.MultiplyAdd(V.MultiplyAdd(p, x, V.Of(c3)), x, V.Of(c2)), x, V.Of(c1)), x, V.Of(c0));

    // 2ⁿ for whole n that give a normal number.
    [MethodImpl(Inline)]
    static V PowerOfTwo<V>(V n) where V : struct, ILanes<V> => V.IsSingle
        ? V.ShiftLeft(n + V.Of(WholeSingle + 127), 23)
        : V.ShiftLeft(n + V.Of(WholeDouble + 1023), 52);

    // y·2ⁿ, in two steps, each of which stays a normal number, so that a result too small for one is rounded once.
    [MethodImpl(Inline)]
    static V Scale<V>(V y, V n) where V : struct, ILanes<V>
    {
        if (V.Scales) return V.ScaleByPower(y, n);
        var bias = V.Of(V.IsSingle ? WholeSingle + 127 : WholeDouble + 1023);
        var half = V.MultiplyAdd(n, V.Of(0.5), bias);
        var rest = n - (half - bias) + bias;
        var bits = V.IsSingle ? 23 : 52;
        return y * V.ShiftLeft(half, bits) * V.ShiftLeft(rest, bits);
    }

    [MethodImpl(Inline)]
    static V SignBit<V>() where V : struct, ILanes<V> => V.Bits(V.IsSingle ? int.MinValue : long.MinValue);

    /// <summary>The magnitude of one number with the sign of another.</summary>
    [MethodImpl(Inline)]
    public static V CopySign<V>(V magnitude, V sign) where V : struct, ILanes<V> => V.Select(SignBit<V>(), sign, magnitude);

    [MethodImpl(Inline)]
    static V HasSign<V>(V x) where V : struct, ILanes<V> => V.Less(CopySign(V.One, x), V.Zero);

    [MethodImpl(Inline)]
    static V NaN<V>() where V : struct, ILanes<V> => V.Of(double.NaN);

    [MethodImpl(Inline)]
    static V Infinity<V>() where V : struct, ILanes<V> => V.Of(double.PositiveInfinity);

    static NotSupportedException NotForIntegers() => new("Elementary functions are defined on floating-point lanes.");
}
