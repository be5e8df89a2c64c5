using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Simd;

/// <summary>
/// Modified Bessel functions of the first kind in single precision, within 5 units in the last place: up to 5 by a polynomial in x²,
/// beyond by one in 1/x.
/// </summary>
internal static partial class LaneMath
{
    const double BesselBorderSingle = 5;

    [MethodImpl(Whole)]
    static V BesselISingle<V>(V x, int order) where V : struct, ILanes<V>
    {
        var a = V.Abs(x);
        var small = BesselISmallSingle(V.Min(a, V.Of(BesselBorderSingle)), order);
        var finite = V.Min(a, V.Of(95)); // what is beyond is infinite, as is this
        var exponential = ExpParts(finite, out var n);
        var large = Scale(ScaledBesselILargeSingle(finite, order) * exponential, n);
        var y = V.Select(V.Less(V.Of(BesselBorderSingle), a), large, small);
        return order == 0 ? y : CopySign(y, x);
    }

    [MethodImpl(Inline)]
    static V ScaledBesselISingle<V>(V x, int order) where V : struct, ILanes<V>
    {
        var a = V.Abs(x);
        var near = V.Min(a, V.Of(BesselBorderSingle));
        var exponential = ExpParts(-near, out var n) * PowerOfTwo(n);
        var small = BesselISmallSingle(near, order) * exponential;
        var y = V.Select(V.Less(V.Of(BesselBorderSingle), a), ScaledBesselILargeSingle(a, order), small);
        return order == 0 ? y : CopySign(y, x);
    }

    [MethodImpl(Inline)]
    static V BesselISmallSingle<V>(V x, int order) where V : struct, ILanes<V>
    {
        var z = x * x;
        return order == 0 ? V.MultiplyAdd(z, I0SmallRest(z), V.One) : x * V.MultiplyAdd(z, I1SmallRest(z), V.Of(0.5));
    }

    [MethodImpl(Inline)]
    static V I0SmallRest<V>(V z) where V : struct, ILanes<V>
    {
        var p = Horner(z, V.Of(3.39786017e-12), 4.33646837e-10, 6.85059333e-08, 6.77496934e-06, 0.000434061215);
        return Horner(z, p, 0.0156249255, 0.250000052);
    }

    [MethodImpl(Inline)]
    static V I1SmallRest<V>(V z) where V : struct, ILanes<V>
    {
        var p = Horner(z, V.Of(2.06511455e-13), 3.1453299e-11, 5.69363163e-09, 6.77732984e-07, 5.42558023e-05);
        return Horner(z, p, 0.00260416097, 0.0625000045);
    }

    // From the border on; without the exponential.
    [MethodImpl(Inline)]
    static V ScaledBesselILargeSingle<V>(V x, int order) where V : struct, ILanes<V>
    {
        var root = V.One / V.Sqrt(V.Max(x, V.Of(BesselBorderSingle)));
        var w = root * root;
        return root * (order == 0 ? I0LargeSeries(w) : I1LargeSeries(w));
    }

    [MethodImpl(Inline)]
    static V I0LargeSeries<V>(V w) where V : struct, ILanes<V>
    {
        var p = Horner(w, V.Of(-79.2201255), 35.7918117, -3.26730391, -0.231041899, 0.129623917);
        return Horner(w, p, 0.0231824225, 0.0282278271, 0.0498659267, 0.398942284);
    }

    [MethodImpl(Inline)]
    static V I1LargeSeries<V>(V w) where V : struct, ILanes<V>
    {
        var p = Horner(w, V.Of(92.8178201), -44.1963552, 5.01908489, 0.0315686969, -0.13469129);
        return Horner(w, p, -0.0348968499, -0.0469352209, -0.149601362, 0.398942277);
    }
}
