using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Fused;

/// <summary>
/// A function of whole lines: of one or two inputs p and q, a number is folded from each line, and with it every element of the
/// result is computed.
/// </summary>
internal interface ILineMap
{
    /// <summary>Whether the terms look at the largest element m of p's line.</summary>
    static abstract bool HasMaximum { get; }

    /// <summary>Whether there is a q.</summary>
    static abstract bool HasSecond { get; }

    /// <summary>Whether the terms take the place of p in <see cref="Value"/>: worth it where they are expensive.</summary>
    static abstract bool KeepsTerms { get; }

    /// <summary>
    /// Whether the results are not elements but two numbers for each line: m, and what <see cref="OfSum"/> makes of the sum.
    /// </summary>
    static virtual bool IsFold => false;

    /// <summary>What is summed.</summary>
    static abstract V Term<V>(V p, V q, V m) where V : struct, ILanes<V>;

    /// <summary>What the elements need of the sum.</summary>
    static abstract V OfSum<V>(V sum) where V : struct, ILanes<V>;

    /// <summary>An element of the result, unless it is a fold.</summary>
    static virtual V Value<V>(V p, V q, V m, V s) where V : struct, ILanes<V> => p;
}

/// <summary>exp(p - m) / Σ exp(p - m).</summary>
internal readonly struct SoftmaxLine : ILineMap
{
    public static bool HasMaximum => true;

    public static bool HasSecond => false;

    public static bool KeepsTerms => true;

    public static V Term<V>(V p, V q, V m) where V : struct, ILanes<V> => LaneMath.ExpBelow(p - m);

    public static V OfSum<V>(V sum) where V : struct, ILanes<V> => V.One / sum;

    public static V Value<V>(V p, V q, V m, V s) where V : struct, ILanes<V> => p * s;
}

/// <summary>p - m - log Σ exp(p - m).</summary>
internal readonly struct LogSoftmaxLine : ILineMap
{
    public static bool HasMaximum => true;

    public static bool HasSecond => false;

    public static bool KeepsTerms => false;

    public static V Term<V>(V p, V q, V m) where V : struct, ILanes<V> => LaneMath.ExpBelow(p - m);

    public static V OfSum<V>(V sum) where V : struct, ILanes<V> => LaneMath.LogWhole(sum);

    public static V Value<V>(V p, V q, V m, V s) where V : struct, ILanes<V> => p - m - s;
}

/// <summary>m and log Σ exp(p - m), whose sum is the logarithm of the sum of the exponentials.</summary>
internal readonly struct LogSumExpLine : ILineMap
{
    public static bool HasMaximum => true;

    public static bool HasSecond => false;

    public static bool KeepsTerms => false;

    public static bool IsFold => true;

    public static V Term<V>(V p, V q, V m) where V : struct, ILanes<V> => LaneMath.ExpBelow(p - m);

    public static V OfSum<V>(V sum) where V : struct, ILanes<V> => LaneMath.LogWhole(sum);
}

/// <summary>The gradient of softmax, of the gradient p of its result q: q (p - Σ p q).</summary>
internal readonly struct SoftmaxBackwardLine : ILineMap
{
    public static bool HasMaximum => false;

    public static bool HasSecond => true;

    public static bool KeepsTerms => false;

    public static V Term<V>(V p, V q, V m) where V : struct, ILanes<V> => p * q;

    public static V OfSum<V>(V sum) where V : struct, ILanes<V> => sum;

    public static V Value<V>(V p, V q, V m, V s) where V : struct, ILanes<V> => (p - s) * q;
}

/// <summary>The gradient of the logarithm of softmax, of the gradient p of its result q: p - exp(q) Σ p.</summary>
internal readonly struct LogSoftmaxBackwardLine : ILineMap
{
    public static bool HasMaximum => false;

    public static bool HasSecond => true;

    public static bool KeepsTerms => false;

    public static V Term<V>(V p, V q, V m) where V : struct, ILanes<V> => p;

    public static V OfSum<V>(V sum) where V : struct, ILanes<V> => sum;

    public static V Value<V>(V p, V q, V m, V s) where V : struct, ILanes<V> => p - LaneMath.ExpBelow(q) * s;
}
