using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Loops;

/// <summary>(x - m)².</summary>
internal readonly struct SquaredDeviation : ITerm
{
    public static DTypeSet Types => DTypeSet.Floating;

    public static bool HasCenter => true;

    public V Of<V>(V x, V center) where V : struct, IReal<V> => (x - center) * (x - center);
}

/// <summary>exp(x - m).</summary>
internal readonly struct ExpDeviation : ITerm
{
    public static DTypeSet Types => DTypeSet.Floating;

    public static bool HasCenter => true;

    public V Of<V>(V x, V center) where V : struct, IReal<V> => V.Exp(x - center);
}

/// <summary>x².</summary>
internal readonly struct Squared : ITerm
{
    public static DTypeSet Types => DTypeSet.Floating;

    public V Of<V>(V x, V center) where V : struct, IReal<V> => x * x;
}

/// <summary>0, or NaN where x is infinite or NaN.</summary>
internal readonly struct Vanishing : ITerm
{
    public static DTypeSet Types => DTypeSet.Floating;

    public V Of<V>(V x, V center) where V : struct, IReal<V> => x * V.Zero;
}

/// <summary>|x|.</summary>
internal readonly struct Absolute : ITerm
{
    public static DTypeSet Types => DTypeSet.Floating;

    public V Of<V>(V x, V center) where V : struct, IReal<V> => V.Abs(x);
}

/// <summary>|x| to the power p.</summary>
internal readonly struct AbsolutePower(double p) : ITerm
{
    public static DTypeSet Types => DTypeSet.Floating;

    public V Of<V>(V x, V center) where V : struct, IReal<V> => V.Pow(V.Abs(x), V.Of(p));
}

/// <summary>1 where x is not 0, else 0.</summary>
internal readonly struct Present : ITerm
{
    public static DTypeSet Types => DTypeSet.Floating;

    public V Of<V>(V x, V center) where V : struct, IReal<V> => V.Select(V.Equal(x, V.Zero), V.Zero, V.One);
}
