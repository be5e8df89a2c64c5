using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Simd;

internal static partial class LaneMath
{
    /// <summary>The normal distribution function, (1 + erf(x / √2)) / 2.</summary>
    [MethodImpl(Inline)]
    public static V NormalCdf<V>(V x) where V : struct, ILanes<V> => V.IsSingle
        ? NormalCdfSingle(x)
        : (V.One + Erf(x * V.Of(0.70710678118654752440))) * V.Of(0.5);

    // Where the power of two below becomes 0.
    const double NormalEnd = 10.2697;

    /// <summary>x times the normal distribution function of x.</summary>
    [MethodImpl(Inline)]
    public static V Gelu<V>(V x) where V : struct, ILanes<V>
    {
        if (!V.IsSingle) return x * NormalCdf(x);
        var (tail, scale) = SingleTail(x);
        // -|x|, not clamped below: minus infinity times 0 is NaN, as PyTorch has it.
        var negative = V.Or(SignBit<V>(), V.AtLeast(-x, V.Of(-NormalEnd)));
        return V.MultiplyAdd(negative * scale, tail, V.AtLeast(x, V.Zero));
    }

    [MethodImpl(Inline)]
    static V NormalCdfSingle<V>(V x) where V : struct, ILanes<V>
    {
        var (fraction, scale) = SingleTail(x);
        var tail = fraction * scale;
        return V.Select(V.Less(x, V.Zero), tail, V.One - tail);
    }

    // The tail beyond |x| is 2 to the power of a polynomial, given as a number near 1 and a power of two. The parts of the polynomials
    // are independent of each other, so they overlap: what counts is how soon a vector is done with.
    [MethodImpl(Inline)]
    static (V Fraction, V Scale) SingleTail<V>(V x) where V : struct, ILanes<V>
    {
        var a = V.AtLeast(V.Or(SignBit<V>(), x), V.Of(-NormalEnd));
        V square = a * a, fourth = square * square;
        var low = V.MultiplyAdd(square, Horner(a, V.Of(0.0525726143), -0.45918417), Horner(a, V.Of(1.15110779), -1));
        var middle = V.MultiplyAdd(
            square, Horner(a, V.Of(-3.12142653e-05), -0.000148118243), Horner(a, V.Of(0.000226844521), 0.00717773223));
        var exponent = V.MultiplyAdd(fourth, V.MultiplyAdd(fourth, V.Of(-2.142226e-06), middle), low);
        var n = exponent + V.Of(WholeSingle + 127);
        return (Exp2InPairs(exponent - (n - V.Of(WholeSingle + 127))), V.ShiftLeft(n, 23));
    }

    // Exp2Fraction to a unit or two in the last place.
    [MethodImpl(Inline)]
    static V Exp2InPairs<V>(V r) where V : struct, ILanes<V>
    {
        var square = r * r;
        var high = V.MultiplyAdd(square, Horner(r, V.Of(0.001326476923), 0.009671512513), Horner(r, V.Of(0.05550733609), 0.2402224209));
        return V.MultiplyAdd(square, high, Horner(r, V.Of(0.6931469777), 1));
    }
}
