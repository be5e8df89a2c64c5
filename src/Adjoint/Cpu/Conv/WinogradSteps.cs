using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Conv;

/// <summary>
/// The one-dimensional steps of F(4, 3): four results of a kernel of three elements from six inputs with six multiplications
/// instead of twelve, by evaluation at 0, 1, -1, 2, -2 and infinity. In two dimensions a step goes along one of them and then along
/// the other. Source: A. Lavin and S. Gray, "Fast Algorithms for Convolutional Neural Networks" (2015).
/// </summary>
internal static unsafe class WinogradSteps<T, V> where T : unmanaged where V : struct, IVector<V, T>
{
    /// <summary>Results of a tile along one dimension.</summary>
    public const int Results = 4;

    /// <summary>Inputs, and products, of a tile along one dimension.</summary>
    public const int Inputs = 6;

    /// <summary>Products of a tile.</summary>
    public const int Products = Inputs * Inputs;

    /// <summary>From six inputs, <paramref name="stride"/> elements apart, to six factors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Input(V d0, V d1, V d2, V d3, V d4, V d5, T* factors, long stride)
    {
        V four = V.Of(4), two = V.Of(2), five = V.Of(-5);
        V a = V.MultiplyAdd(V.Of(-4), d2, d4), b = V.MultiplyAdd(V.Of(-4), d1, d3), c = d4 - d2, e = d3 - d1;
        V.Store(V.MultiplyAdd(four, d0, V.MultiplyAdd(five, d2, d4)), factors);
        V.Store(a + b, factors + stride);
        V.Store(a - b, factors + 2 * stride);
        V.Store(V.MultiplyAdd(two, e, c), factors + 3 * stride);
        V.Store(V.MultiplyAdd(V.Of(-2), e, c), factors + 4 * stride);
        V.Store(V.MultiplyAdd(four, d1, V.MultiplyAdd(five, d3, d5)), factors + 5 * stride);
    }

    /// <summary>From three elements of a kernel to six factors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Kernel(V w0, V w1, V w2, T* factors, long stride)
    {
        V sixth = V.Of(1 / 6.0), a = (w0 + w2) * V.Of(-1 / 6.0), b = w1 * sixth;
        V c = V.MultiplyAdd(w0, V.Of(1 / 24.0), w2 * sixth), e = w1 * V.Of(1 / 12.0);
        V.Store(w0 * V.Of(0.25), factors);
        V.Store(a - b, factors + stride);
        V.Store(a + b, factors + 2 * stride);
        V.Store(c + e, factors + 3 * stride);
        V.Store(c - e, factors + 4 * stride);
        V.Store(w2, factors + 5 * stride);
    }

    /// <summary>From six products, <paramref name="stride"/> elements apart, to four results.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Output(T* products, long stride, out V o0, out V o1, out V o2, out V o3)
    {
        V m1 = V.Load(products + stride),
            m2 = V.Load(products + 2 * stride),
            m3 = V.Load(products + 3 * stride),
            m4 = V.Load(products + 4 * stride);
        V s1 = m1 + m2, d1 = m1 - m2, s2 = m3 + m4, d2 = m3 - m4;
        o0 = V.Load(products) + s1 + s2;
        o1 = V.MultiplyAdd(V.Of(2), d2, d1);
        o2 = V.MultiplyAdd(V.Of(4), s2, s1);
        o3 = V.MultiplyAdd(V.Of(8), d2, d1) + V.Load(products + 5 * stride);
    }

    /// <summary>The transpose of <see cref="Output"/>: from the gradients of four results to those of six products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Gradient(V g0, V g1, V g2, V g3, T* factors, long stride)
    {
        V even1 = g0 + g2, odd1 = g1 + g3, even2 = V.MultiplyAdd(V.Of(4), g2, g0), odd2 = V.MultiplyAdd(V.Of(8), g3, g1 + g1);
        V.Store(g0, factors);
        V.Store(even1 + odd1, factors + stride);
        V.Store(even1 - odd1, factors + 2 * stride);
        V.Store(even2 + odd2, factors + 3 * stride);
        V.Store(even2 - odd2, factors + 4 * stride);
        V.Store(g3, factors + 5 * stride);
    }

    /// <summary>
    /// The transpose of <see cref="Kernel"/>: from six sums, <paramref name="stride"/> elements apart, to three elements
    /// of a kernel's gradient.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Weight(T* sums, long stride, out V w0, out V w1, out V w2)
    {
        V m1 = V.Load(sums + stride), m2 = V.Load(sums + 2 * stride), m3 = V.Load(sums + 3 * stride), m4 = V.Load(sums + 4 * stride);
        V sixth = V.Of(1 / 6.0), s1 = (m1 + m2) * sixth, s2 = m3 + m4;
        w0 = V.MultiplyAdd(V.Of(0.25), V.Load(sums), V.MultiplyAdd(V.Of(1 / 24.0), s2, -s1));
        w1 = V.MultiplyAdd(V.Of(1 / 12.0), m3 - m4, (m2 - m1) * sixth);
        w2 = V.MultiplyAdd(sixth, s2, V.Load(sums + 5 * stride) - s1);
    }
}
