using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Simd;

/// <summary>
/// The Airy function and its derivative: from -6 to 2 by series, beyond by their asymptotic forms, in ζ = 2/3 |x|^(3/2) (DLMF 9.7).
/// </summary>
internal static partial class LaneMath
{
    const double AiryLeft = -6, AiryRight = 2, ZetaLeft = 9.7979589711327123928, ZetaRight = 1.8856180831641267317;

    /// <summary>Ai.</summary>
    internal readonly struct AiryAi : ILaneFunction
    {
        public V Invoke<V>(V x) where V : struct, ILanes<V> => V.IsSingle ? V.InDouble(x, this) : Airy(x, isSlope: false);
    }

    /// <summary>Ai'.</summary>
    internal readonly struct AiryAiSlope : ILaneFunction
    {
        public V Invoke<V>(V x) where V : struct, ILanes<V> => V.IsSingle ? V.InDouble(x, this) : Airy(x, isSlope: true);
    }

    [MethodImpl(Whole)]
    static V Airy<V>(V x, bool isSlope) where V : struct, ILanes<V>
    {
        var middle = V.Max(V.Min(x, V.Of(AiryRight)), V.Of(AiryLeft));
        var y = Chebyshev((middle + V.Of(2)) * V.Of(0.25), isSlope ? Series.AirySlopeMiddle : Series.AiryMiddle);
        V isRight = V.Less(V.Of(AiryRight), x), isLeft = V.Less(x, V.Of(AiryLeft));
        if (V.Any(isRight)) y = V.Select(isRight, AiryDecaying(V.Max(x, V.Of(AiryRight)), isSlope), y);
        if (V.Any(isLeft)) y = V.Select(isLeft, AiryWaving(V.Max(-x, V.Of(-AiryLeft)), isSlope), y);
        return y;
    }

    [MethodImpl(Whole)]
    static V AiryDecaying<V>(V x, bool isSlope) where V : struct, ILanes<V>
    {
        // Beyond 110 both are 0; infinite powers times 0 would not be.
        x = V.Min(x, V.Of(110));
        V root = V.Sqrt(x), fourth = V.Sqrt(root), zeta = x * root * V.Of(2.0 / 3);
        var t = V.Of(2 * ZetaRight) / zeta - V.One;
        var y = ExpWhole(-zeta) * V.Of(InverseSqrtPi / 2);
        return isSlope ? -y * fourth * Chebyshev(t, Series.AirySlopeRight) : y / fourth * Chebyshev(t, Series.AiryRight);
    }

    // Of z = -x: cos χ F + sin χ G/ζ, the derivative sin χ F - cos χ G/ζ, where χ = ζ - π/4.
    [MethodImpl(Whole)]
    static V AiryWaving<V>(V z, bool isSlope) where V : struct, ILanes<V>
    {
        var isInfinite = V.Equal(z, Infinity<V>());
        z = V.Select(isInfinite, V.One, z);
        V root = V.Sqrt(z), fourth = V.Sqrt(root), zeta = z * root * V.Of(2.0 / 3);
        var ratio = V.Of(ZetaLeft) / V.Max(zeta, V.Of(ZetaLeft));
        var t = V.MultiplyAdd(ratio * ratio, V.Of(2), V.Of(-1));
        var f = Chebyshev(t, isSlope ? Series.AirySlopeLeftF : Series.AiryLeftF);
        var g = Chebyshev(t, isSlope ? Series.AirySlopeLeftG : Series.AiryLeftG) / zeta;
        V c = V.Cos(zeta), s = V.Sin(zeta);
        V cosine = c + s, sine = s - c;
        var y = isSlope ? (sine * f - cosine * g) * fourth : (cosine * f + sine * g) / fourth;
        return V.Select(isInfinite, isSlope ? NaN<V>() : V.Zero, y * V.Of(InverseSqrtPi * 0.70710678118654752440));
    }
}
