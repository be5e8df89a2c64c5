using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Simd;

/// <summary>
/// An unevaluated sum of two numbers, the second within the rounding error of the first: arithmetic of twice the precision
/// (T. J. Dekker, A floating-point technique for extending the available precision, 1971). Not for infinities.
/// </summary>
internal readonly struct Pair<V>(V high, V low) where V : struct, ILanes<V>
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public readonly V High = high, Low = low;

    /// <summary>The sum, rounded.</summary>
    public V Value
    {
        [MethodImpl(Inline)]
        get => High + Low;
    }

    /// <summary>The exact sum of two numbers.</summary>
    [MethodImpl(Inline)]
    public static Pair<V> Sum(V a, V b)
    {
        var sum = a + b;
        var rest = sum - a;
        return new(sum, a - (sum - rest) + (b - rest));
    }

    /// <summary>The exact sum of two numbers, the first of which is the larger one.</summary>
    [MethodImpl(Inline)]
    public static Pair<V> QuickSum(V a, V b)
    {
        var sum = a + b;
        return new(sum, b - (sum - a));
    }

    /// <summary>The exact product of two numbers.</summary>
    [MethodImpl(Inline)]
    public static Pair<V> Product(V a, V b)
    {
        var product = a * b;
        return new(product, V.MultiplyAdd(a, b, -product));
    }

    [MethodImpl(Inline)]
    public static Pair<V> Select(V mask, Pair<V> whenTrue, Pair<V> whenFalse) =>
        new(V.Select(mask, whenTrue.High, whenFalse.High), V.Select(mask, whenTrue.Low, whenFalse.Low));

    [MethodImpl(Inline)]
    public static Pair<V> operator -(Pair<V> a) => new(-a.High, -a.Low);

    [MethodImpl(Inline)]
    public static Pair<V> operator +(Pair<V> a, V b)
    {
        var sum = Sum(a.High, b);
        return QuickSum(sum.High, sum.Low + a.Low);
    }

    [MethodImpl(Inline)]
    public static Pair<V> operator +(Pair<V> a, Pair<V> b)
    {
        var sum = Sum(a.High, b.High);
        return QuickSum(sum.High, sum.Low + (a.Low + b.Low));
    }

    [MethodImpl(Inline)]
    public static Pair<V> operator *(Pair<V> a, V b)
    {
        var product = Product(a.High, b);
        return QuickSum(product.High, V.MultiplyAdd(a.Low, b, product.Low));
    }

    [MethodImpl(Inline)]
    public static Pair<V> operator *(Pair<V> a, Pair<V> b)
    {
        var product = Product(a.High, b.High);
        return QuickSum(product.High, V.MultiplyAdd(a.High, b.Low, V.MultiplyAdd(a.Low, b.High, product.Low)));
    }

    [MethodImpl(Inline)]
    public static Pair<V> operator /(Pair<V> a, Pair<V> b)
    {
        var inverse = V.One / b.High;
        var quotient = a.High * inverse;
        var rest = V.MultiplyAdd(-quotient, b.High, a.High) + V.MultiplyAdd(-quotient, b.Low, a.Low);
        return QuickSum(quotient, rest * inverse);
    }

    [MethodImpl(Inline)]
    public static Pair<V> Sqrt(Pair<V> x)
    {
        var root = V.Sqrt(x.High);
        var rest = (V.MultiplyAdd(-root, root, x.High) + x.Low) / (root + root);
        return new(root, V.Select(V.Equal(root, V.Zero), V.Zero, rest));
    }
}
