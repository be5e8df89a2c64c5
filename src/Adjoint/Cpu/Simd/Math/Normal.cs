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
    const double NormalEnd = 11.47;

    // The tail beyond |x| is 2 to the power -q(|x|).
    [MethodImpl(Inline)]
    static V NormalCdfSingle<V>(V x) where V : struct, ILanes<V>
    {
        var a = V.Clamp(V.Abs(x), V.Of(1e-30), V.Of(NormalEnd));
        var q = Horner(a, V.Of(2.67240947e-08), -8.29029771e-07, 1.08094522e-05, -7.58852794e-05, 0.000277244345);
        q = Horner(a, q, 8.22583925e-06, -0.00696231697, 0.0524556813, 0.459214748);
        q = Horner(a, q, 1.1511051, 0.99999998);
        var n = V.Of(WholeSingle) - (q + V.Of(WholeSingle));
        var tail = Exp2Fraction(-q - n) * PowerOfTwo(n);
        return V.Select(V.Less(x, V.Zero), tail, V.One - tail);
    }
}
