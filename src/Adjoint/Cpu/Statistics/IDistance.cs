using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Statistics;

/// <summary>A distance: what differences of coordinates are added up to, and how it changes with one of them.</summary>
internal interface IDistance
{
    /// <summary>What the differences so far come to with one more.</summary>
    V Add<V>(V sum, V difference) where V : struct, ILanes<V>;

    /// <summary>The distance.</summary>
    V Finish<V>(V sum) where V : struct, ILanes<V>;

    /// <summary>The derivative of the distance with respect to a difference; 0 where it has none.</summary>
    V Slope<V>(V difference, V distance) where V : struct, ILanes<V>;
}

/// <summary>How many coordinates differ.</summary>
internal readonly struct Hamming : IDistance
{
    public V Add<V>(V sum, V difference) where V : struct, ILanes<V> => sum + V.Select(V.Equal(difference, V.Zero), V.Zero, V.One);

    public V Finish<V>(V sum) where V : struct, ILanes<V> => sum;

    public V Slope<V>(V difference, V distance) where V : struct, ILanes<V> => V.Zero;
}

/// <summary>Σ |d|.</summary>
internal readonly struct Manhattan : IDistance
{
    public V Add<V>(V sum, V difference) where V : struct, ILanes<V> => sum + V.Abs(difference);

    public V Finish<V>(V sum) where V : struct, ILanes<V> => sum;

    public V Slope<V>(V difference, V distance) where V : struct, ILanes<V> => V.Sign(difference);
}

/// <summary>√Σ d².</summary>
internal readonly struct Euclidean : IDistance
{
    public V Add<V>(V sum, V difference) where V : struct, ILanes<V> => V.MultiplyAddFast(difference, difference, sum);

    public V Finish<V>(V sum) where V : struct, ILanes<V> => V.Sqrt(sum);

    public V Slope<V>(V difference, V distance) where V : struct, ILanes<V> =>
        difference / V.Select(V.Equal(distance, V.Zero), V.One, distance);
}

/// <summary>The largest |d|.</summary>
internal readonly struct Chebyshev : IDistance
{
    public V Add<V>(V sum, V difference) where V : struct, ILanes<V> => V.Max(sum, V.Abs(difference));

    public V Finish<V>(V sum) where V : struct, ILanes<V> => sum;

    public V Slope<V>(V difference, V distance) where V : struct, ILanes<V> =>
        V.Select(V.Equal(V.Abs(difference), distance), V.Sign(difference), V.Zero);
}

/// <summary>(Σ |d|ᵖ)^(1/p).</summary>
internal readonly struct Minkowski(double p) : IDistance
{
    public V Add<V>(V sum, V difference) where V : struct, ILanes<V> => sum + V.Pow(V.Abs(difference), V.Of(p));

    public V Finish<V>(V sum) where V : struct, ILanes<V> => V.Pow(sum, V.Of(1 / p));

    public V Slope<V>(V difference, V distance) where V : struct, ILanes<V>
    {
        var slope = V.Sign(difference) * V.Pow(V.Abs(difference) / distance, V.Of(p - 1));
        return V.Select(V.Equal(difference, V.Zero), V.Zero, slope);
    }
}
