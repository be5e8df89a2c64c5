using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Loops;

/// <summary>x - m.</summary>
internal readonly struct Deviation : ITerm
{
    public static DTypeSet Types => DTypeSet.Floating;

    public static bool HasCenter => true;

    public V Of<V>(V x, V center) where V : struct, IReal<V> => x - center;
}

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

/// <summary>x · m.</summary>
internal readonly struct Scaled : ITerm
{
    public static DTypeSet Types => DTypeSet.Floating;

    public static bool HasCenter => true;

    public V Of<V>(V x, V center) where V : struct, IReal<V> => x * center;
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

/// <summary>Writes the term of every element instead of folding them.</summary>
internal static unsafe class Terms<TTerm, T> where TTerm : struct, ITerm where T : unmanaged
{
    /// <summary>The terms of elements that share one centre, or, if <paramref name="isLine"/>, have one each.</summary>
    public static void Write(TTerm term, T* x, T* center, bool isLine, T* y, long count)
    {
        if (Isa.Has512) Vectors<V512<T>>(term, x, center, isLine, y, count);
        else if (Isa.Has256) Vectors<V256<T>>(term, x, center, isLine, y, count);
        else Vectors<V128<T>>(term, x, center, isLine, y, count);
    }

    [MethodImpl(Compile.Loop)]
    static void Vectors<V>(TTerm term, T* x, T* center, bool isLine, T* y, long count) where V : struct, IVector<V, T>
    {
        var m = V.LoadOne(center);
        long i = 0;
        for (; i <= count - V.Count; i += V.Count) V.Store(term.Of(V.Load(x + i), isLine ? V.Load(center + i) : m), y + i);
        for (; i < count; i++) V128<T>.StoreOne(term.Of(V128<T>.LoadOne(x + i), V128<T>.LoadOne(isLine ? center + i : center)), y + i);
    }
}
