using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Simd;

/// <summary>Modified Bessel functions of orders 0 and 1, as they are and without their exponentials.</summary>
internal static partial class LaneMath
{
    /// <summary>I₀.</summary>
    internal readonly struct BesselI0 : ILaneFunction
    {
        public V Invoke<V>(V x) where V : struct, ILanes<V> => V.IsSingle ? BesselISingle(x, 0) : BesselI(x, 0);
    }

    /// <summary>I₁.</summary>
    internal readonly struct BesselI1 : ILaneFunction
    {
        public V Invoke<V>(V x) where V : struct, ILanes<V> => V.IsSingle ? BesselISingle(x, 1) : BesselI(x, 1);
    }

    /// <summary>exp(-|x|) I₀(x).</summary>
    internal readonly struct ScaledBesselI0 : ILaneFunction
    {
        public V Invoke<V>(V x) where V : struct, ILanes<V> => V.IsSingle ? ScaledBesselISingle(x, 0) : ScaledBesselI(x, 0);
    }

    /// <summary>exp(-|x|) I₁(x).</summary>
    internal readonly struct ScaledBesselI1 : ILaneFunction
    {
        public V Invoke<V>(V x) where V : struct, ILanes<V> => V.IsSingle ? ScaledBesselISingle(x, 1) : ScaledBesselI(x, 1);
    }

    /// <summary>K₀.</summary>
    internal readonly struct BesselK0 : ILaneFunction
    {
        public V Invoke<V>(V x) where V : struct, ILanes<V> => V.IsSingle ? V.InDouble(x, this) : BesselK(x, 0, isScaled: false);
    }

    /// <summary>K₁.</summary>
    internal readonly struct BesselK1 : ILaneFunction
    {
        public V Invoke<V>(V x) where V : struct, ILanes<V> => V.IsSingle ? V.InDouble(x, this) : BesselK(x, 1, isScaled: false);
    }

    /// <summary>exp(x) K₀(x).</summary>
    internal readonly struct ScaledBesselK0 : ILaneFunction
    {
        public V Invoke<V>(V x) where V : struct, ILanes<V> => V.IsSingle ? V.InDouble(x, this) : BesselK(x, 0, isScaled: true);
    }

    /// <summary>exp(x) K₁(x).</summary>
    internal readonly struct ScaledBesselK1 : ILaneFunction
    {
        public V Invoke<V>(V x) where V : struct, ILanes<V> => V.IsSingle ? V.InDouble(x, this) : BesselK(x, 1, isScaled: true);
    }

    // The exponential in two halves, since it overflows before the product does.
    [MethodImpl(Whole)]
    static V BesselI<V>(V x, int order) where V : struct, ILanes<V>
    {
        x = V.Max(V.Min(x, V.Of(1500)), V.Of(-1500));
        var half = ExpWhole(V.Abs(x) * V.Of(0.5));
        return ScaledBesselI(x, order) * half * half;
    }

    [MethodImpl(Whole)]
    static V ScaledBesselI<V>(V x, int order) where V : struct, ILanes<V>
    {
        var a = V.Abs(x);
        var y = ScaledBesselISmall(V.Min(a, V.Of(BesselBorder)), order);
        var isLarge = V.Less(V.Of(BesselBorder), a);
        if (V.Any(isLarge))
        {
            var large = Chebyshev(V.Of(16) / V.Max(a, V.Of(BesselBorder)) - V.One, order == 0 ? Series.I0Large : Series.I1Large)
                / V.Sqrt(a);
            y = V.Select(isLarge, large, y);
        }
        return order == 0 ? y : V.Select(V.Less(x, V.Zero), -y, y);
    }

    // From 0 to 8.
    [MethodImpl(Whole)]
    static V ScaledBesselISmall<V>(V x, int order) where V : struct, ILanes<V>
    {
        var t = V.MultiplyAdd(x, V.Of(0.25), V.Of(-1));
        return order == 0 ? Chebyshev(t, Series.I0Small) : x * Chebyshev(t, Series.I1Small);
    }

    [MethodImpl(Whole)]
    static V BesselK<V>(V x, int order, bool isScaled) where V : struct, ILanes<V>
    {
        var y = BesselKSmall(V.Min(x, V.Of(2)), order, isScaled);
        var isLarge = V.Less(V.Of(2), x);
        if (V.Any(isLarge))
        {
            var large = Chebyshev(V.Of(4) / V.Max(x, V.Of(2)) - V.One, order == 0 ? Series.K0Large : Series.K1Large) / V.Sqrt(x);
            y = V.Select(isLarge, isScaled ? large : large * ExpWhole(-x), y);
        }
        y = V.Select(V.Equal(x, V.Zero), Infinity<V>(), y);
        return V.Select(V.Less(x, V.Zero), NaN<V>(), y);
    }

    // Up to 2: a logarithm times I, and what is left.
    [MethodImpl(Whole)]
    static V BesselKSmall<V>(V x, int order, bool isScaled) where V : struct, ILanes<V>
    {
        var regular = Chebyshev(V.MultiplyAdd(x * x, V.Of(0.5), V.Of(-1)), order == 0 ? Series.K0Small : Series.K1Small);
        var exponential = ExpWhole(x);
        var logarithm = LogWhole(x * V.Of(0.5)) * (exponential * ScaledBesselISmall(x, order));
        var y = order == 0 ? regular - logarithm : regular / x + logarithm;
        return isScaled ? y * exponential : y;
    }
}
