namespace Adjoint.Cpu.Loops;

/// <summary>An associative and commutative combination of two numbers, to be carried through many.</summary>
internal interface IFold
{
    /// <summary>The combination.</summary>
    static abstract V Combine<V>(V a, V b) where V : struct, IReal<V>;
}

/// <summary>What of each element is folded.</summary>
internal interface ITerm
{
    /// <summary>The types it is defined for.</summary>
    static virtual DTypeSet Types => DTypeSet.Numbers;

    /// <summary>Whether <see cref="Of"/> looks at the centre: one number for all elements that are folded together.</summary>
    static virtual bool HasCenter => false;

    /// <summary>The term.</summary>
    V Of<V>(V x, V center) where V : struct, IReal<V>;
}

/// <summary>The element itself.</summary>
internal readonly struct Element : ITerm
{
    public V Of<V>(V x, V center) where V : struct, IReal<V> => x;
}

/// <summary>a + b.</summary>
internal readonly struct Plus : IFold
{
    public static V Combine<V>(V a, V b) where V : struct, IReal<V> => a + b;
}

/// <summary>a · b.</summary>
internal readonly struct Times : IFold
{
    public static V Combine<V>(V a, V b) where V : struct, IReal<V> => a * b;
}

/// <summary>The larger one; NaN if either is.</summary>
internal readonly struct Largest : IFold
{
    public static V Combine<V>(V a, V b) where V : struct, IReal<V> => V.Max(a, b);
}

/// <summary>The smaller one; NaN if either is.</summary>
internal readonly struct Smallest : IFold
{
    public static V Combine<V>(V a, V b) where V : struct, IReal<V> => V.Min(a, b);
}
