using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Simd;

internal static partial class LaneMath
{
    struct LgammaFunction : ILaneFunction
    {
        public readonly W Invoke<W>(W x) where W : struct, ILanes<W> => LgammaDouble(x);
    }

    struct DigammaFunction : ILaneFunction
    {
        public readonly W Invoke<W>(W x) where W : struct, ILanes<W> => DigammaDouble(x);
    }

    [MethodImpl(Inline)]
    public static V Lgamma<V>(V x) where V : struct, ILanes<V> =>
        V.IsSingle ? LgammaSingle(x) : V.IsDouble ? LgammaDouble(x) : throw NotForIntegers();

    [MethodImpl(Inline)]
    public static V Digamma<V>(V x) where V : struct, ILanes<V> =>
        V.IsSingle ? V.InDouble(x, default(DigammaFunction)) : V.IsDouble ? DigammaDouble(x) : throw NotForIntegers();

    // Below 0 by reflection: Γ(x)Γ(-x) = -π/(x sin πx). Next to 0 log|Γ(x)| is that of |x|.
    [MethodImpl(Whole)]
    static V LgammaDouble<V>(V x) where V : struct, ILanes<V>
    {
        var a = V.Abs(x);
        var y = LgammaPositive(a);
        var isReflected = V.Less(x, V.Of(-1e-18));
        if (!V.Any(isReflected)) return y;
        var fraction = a - V.Round(a);
        var sine = V.Abs(SinDouble(fraction * V.Of(Pi), 0));
        var reflected = LogWhole(V.Of(Pi) / (a * sine)) - y;
        var isPole = V.Or(V.Equal(fraction, V.Zero), V.Equal(a, Infinity<V>()));
        return V.Select(isReflected, V.Select(isPole, Infinity<V>(), reflected), y);
    }

    [MethodImpl(Inline)]
    static V LgammaPositive<V>(V x) where V : struct, ILanes<V>
    {
        var isLarge = V.Less(V.Of(6.5), x);
        if (!V.Any(isLarge)) return LgammaNear(x);
        var large = Stirling(x);
        return V.Any(V.Not(isLarge)) ? V.Select(isLarge, large, LgammaNear(x)) : large;
    }

    [MethodImpl(Whole)]
    static V LgammaNear<V>(V x) where V : struct, ILanes<V>
    {
        // Brought to within 1/2 of 2 by Γ(x + 1) = xΓ(x), t being the distance from 2.
        V isTiny = V.Less(x, V.Of(0.5)), isBelow = V.Less(x, V.Of(1.5));
        var t = V.Select(isTiny, x, V.Select(isBelow, x - V.One, x - V.Of(2)));
        var product = V.Select(isTiny, x * (x + V.One), V.Select(isBelow, x, V.One));
        for (var i = 0; i < 4; i++)
        {
            var isAbove = V.Less(V.Of(0.5), t);
            t = V.Select(isAbove, t - V.One, t);
            product = V.Select(isAbove, product * (t + V.Of(2)), product);
        }
        var p = Horner(t, V.Of(6.570256836295587e-08), -1.3415697866578929e-07, 2.0077857408009116e-07, -4.303235773911773e-07);
        p = Horner(t, p, 9.590004584353506e-07, -2.044935244520767e-06, 4.374064994293134e-06, -9.438454911994581e-06);
        p = Horner(t, p, 2.050731774403618e-05, -4.492635166220231e-05, 9.945750415974464e-05, -0.00022315475069709803);
        p = Horner(t, p, 0.0005096695251700188, -0.001192753912003348, 0.0028905103307298482, -0.007385551028668097);
        p = Horner(t, p, 0.020580808427784696, -0.06735230105319814, 0.3224670334241132, 0.42278433509846713);
        var factors = LogWhole(product);
        return V.MultiplyAdd(t, p, V.Select(isBelow, -factors, factors));
    }

    [MethodImpl(Whole)]
    static V Stirling<V>(V x) where V : struct, ILanes<V>
    {
        var w = V.One / x;
        var z = w * w;
        var q = Horner(z, V.Of(-0.01649542340491035), 0.005905957314068177, -0.001906573964510437, 0.0008416149643849365);
        q = Horner(z, q, -0.0005952371664984413, 0.0007936507905101817, -0.0027777777777737178, 0.08333333333333333);
        // The constant is (log(2π) - 1)/2.
        return V.MultiplyAdd(x - V.Of(0.5), LogWhole(x) - V.One, V.MultiplyAdd(w, q, V.Of(0.4189385332046728)));
    }

    // Below 0 by reflection: ψ(1 - x) - ψ(x) = π/tan(πx).
    [MethodImpl(Whole)]
    static V DigammaDouble<V>(V x) where V : struct, ILanes<V>
    {
        var isReflected = V.Less(x, V.Zero);
        var y = DigammaPositive(V.Select(isReflected, V.One - x, x));
        if (!V.Any(isReflected)) return y;
        var fraction = x - V.Round(x);
        var reflected = y - V.Of(Pi) / TanDouble(fraction * V.Of(Pi));
        return V.Select(isReflected, V.Select(V.Equal(fraction, V.Zero), NaN<V>(), reflected), y);
    }

    [MethodImpl(Inline)]
    static V DigammaPositive<V>(V x) where V : struct, ILanes<V>
    {
        // Brought to between 1 and 2 by ψ(x + 1) = ψ(x) + 1/x; the sum of the reciprocals is kept as a fraction.
        var isBelow = V.Less(x, V.One);
        var t = V.Select(isBelow, x + V.One, x);
        var numerator = V.Select(isBelow, V.Of(-1), V.Zero);
        var denominator = V.Select(isBelow, x, V.One);
        for (var i = 0; i < 5; i++)
        {
            var isAbove = V.Less(V.Of(2), t);
            t = V.Select(isAbove, t - V.One, t);
            numerator = V.Select(isAbove, V.MultiplyAdd(numerator, t, denominator), numerator);
            denominator = V.Select(isAbove, denominator * t, denominator);
        }
        var u = t - V.Of(1.5);
        var p = Horner(u, V.Of(-0.0001837700646557367), 0.00025990943438223397);
        p = Horner(u, p, -0.00013752080784891214, 0.00022695300024589264, -0.0004900483781944103, 0.000723475103541175);
        p = Horner(u, p, -0.0010351684204460544, 0.0015565881987510807, -0.0023457437362829985, 0.003519014117602034);
        p = Horner(u, p, -0.005279906908540305, 0.007926943800531609, -0.0119082224243222, 0.017907252495888575);
        p = Horner(u, p, -0.02697579655331042, 0.04076083381025802, -0.06192213327817697, 0.0949887244549833);
        p = Horner(u, p, -0.14840492305384978, 0.2405424842407739, -0.4236274212814607, 0.951055876031833);
        var fromRoot = t - V.Of(1.4616321449683622) - V.Of(9.549995429965697e-17);
        var small = V.MultiplyAdd(fromRoot, p, numerator / denominator);

        var w = V.One / x;
        var z = w * w;
        var q = Horner(z, V.Of(-0.21478789859174824), 0.0735789175545363, -0.02084693028282637, 0.007572024581967706);
        q = Horner(z, q, -0.0041666330324446115, 0.003968253798968085, -0.008333333332919062, 0.08333333333333298);
        var large = LogWhole(x) - V.MultiplyAdd(z, q, w * V.Of(0.5));
        return V.Select(V.Less(V.Of(6.5), x), large, small);
    }
}
