using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Simd;

internal static partial class LaneMath
{
    /// <summary>
    /// log|Γ(x)| in single precision, its larger terms in two parts each: for positive x within 2 units in the last place, next to the
    /// zeros at 1 and 2 too. Below 0, where a zero lies beside every pole, it is computed in double precision.
    /// </summary>
    [MethodImpl(Whole)]
    static V LgammaSingle<V>(V x) where V : struct, ILanes<V>
    {
        var y = LgammaPositiveSingle(x);
        var isNegative = V.Less(x, V.Zero);
        return V.Any(isNegative) ? V.Select(isNegative, V.InDouble(x, default(LgammaFunction)), y) : y;
    }

    [MethodImpl(Whole)]
    static V LgammaPositiveSingle<V>(V x) where V : struct, ILanes<V>
    {
        // Between 1 and 2.5 a polynomial without the zeros; below 1 by Γ(x) = Γ(x + 1)/x.
        var isBelow = V.Less(x, V.One);
        var v = V.Select(isBelow, x - V.Of(0.75), x - V.Of(1.75));
        var zeros = (x - V.One) * V.Select(isBelow, x, x - V.Of(2));
        var p = Horner(v, V.Of(-0.000143550481), 0.000247390055, -0.000227224679, 0.000475463458, -0.00108254821);
        p = Horner(v, p, 0.00211686983, -0.00422204352, 0.00877346688, -0.019054295);
        p = Horner(v, p, 0.0445205902, -0.119481579, 0.450139311);
        var logarithm = LogPairSingle(x);
        var near = V.MultiplyAdd(zeros, p, V.Zero); // 0 at 1, not -0
        near = V.Select(isBelow, V.MultiplyAdd(zeros, p, -logarithm.High) - logarithm.Low, near);
        near = V.Select(V.Equal(x, V.Zero), Infinity<V>(), near);
        return V.Select(V.Less(x, V.Of(2.5)), near, StirlingSingle(x, logarithm));
    }

    // (x - 1/2)(log x - 1) + (log(2π) - 1)/2 + what is left; beyond the largest number second parts would be NaN.
    [MethodImpl(Inline)]
    static V StirlingSingle<V>(V x, Pair<V> logarithm) where V : struct, ILanes<V>
    {
        var inverse = V.One / x;
        var q = Horner(inverse * inverse, V.Of(-0.000413456373), 0.000777884345, -0.0027773116, 0.0833333312);
        logarithm = Pair<V>.QuickSum(logarithm.High, logarithm.Low);
        var a = x - V.Of(0.5);
        var product = Pair<V>.Product(a, logarithm.High - V.One);
        var sum = Pair<V>.Sum(product.High, V.Of(0.418938547372818));
        var low = V.MultiplyAdd(a, logarithm.Low, V.MultiplyAdd(inverse, q, V.Of(-1.41681453e-08)));
        var y = sum.High + (sum.Low + (product.Low + low));
        return V.Select(V.Less(product.High, Infinity<V>()), y, product.High);
    }

    // log x for positive finite x, in two parts that overlap.
    [MethodImpl(Inline)]
    static Pair<V> LogPairSingle<V>(V x) where V : struct, ILanes<V>
    {
        var f = LogParts(x, out var k, out var rest);
        var sum = Pair<V>.QuickSum(k * V.Of(Ln2HighSingle), f);
        return new(sum.High, sum.Low + V.MultiplyAdd(k, V.Of(Ln2LowSingle), rest));
    }
}
