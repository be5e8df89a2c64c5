using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Adjoint.Cpu.Loops;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Normalization;

/// <summary>Σ g and Σ g (x - m), which the derivatives of normalizations are made of.</summary>
internal static unsafe class ProductSums<T> where T : unmanaged
{
    const long Block = 4096;

    /// <summary>Of elements that lie together, with one m.</summary>
    public static void Row(T* g, T* x, T* m, long count, T* sum, T* product)
    {
        if (count > Block)
        {
            var half = (count / 2 + Block - 1) / Block * Block;
            T otherSum, otherProduct;
            Row(g, x, m, half, sum, product);
            Row(g + half, x + half, m, count - half, &otherSum, &otherProduct);
            *sum = Fold<Plus, Element, T>.Combine(*sum, otherSum);
            *product = Fold<Plus, Element, T>.Combine(*product, otherProduct);
        }
        else if (Isa.Has512 && count >= Vector512<T>.Count) Row<V512<T>>(g, x, m, count, sum, product);
        else if (Isa.Has256 && count >= Vector256<T>.Count) Row<V256<T>>(g, x, m, count, sum, product);
        else if (count >= Vector128<T>.Count) Row<V128<T>>(g, x, m, count, sum, product);
        else Few(g, x, m, count, sum, product);
    }

    [MethodImpl(Compile.Loop)]
    static void Row<V>(T* g, T* x, T* m, long count, T* sum, T* product) where V : struct, IVector<V, T>
    {
        var center = V.LoadOne(m);
        V a = V.Zero, b = V.Zero, c = V.Zero, d = V.Zero;
        long i = 0;
        for (; i <= count - 2 * V.Count; i += 2 * V.Count)
        {
            V first = V.Load(g + i), second = V.Load(g + i + V.Count);
            (a, b) = (a + first, b + second);
            c = V.MultiplyAdd(first, V.Load(x + i) - center, c);
            d = V.MultiplyAdd(second, V.Load(x + i + V.Count) - center, d);
        }
        for (; i < count; i += V.Count)
        {
            var at = Math.Min(i, count - V.Count);
            var rest = V.Load(g + at);
            var along = rest * (V.Load(x + at) - center);
            a += i > at ? V.And(Lanes.Last<V, T>(count - i), rest) : rest;
            c += i > at ? V.And(Lanes.Last<V, T>(count - i), along) : along;
        }
        *sum = Lanes.Fold<Plus, V, T>(a + b);
        *product = Lanes.Fold<Plus, V, T>(c + d);
    }

    static void Few(T* g, T* x, T* m, long count, T* sum, T* product)
    {
        V128<T> a = V128<T>.Zero, b = V128<T>.Zero;
        for (long i = 0; i < count; i++)
        {
            var one = V128<T>.LoadOne(g + i);
            (a, b) = (a + one, b + one * (V128<T>.LoadOne(x + i) - V128<T>.LoadOne(m)));
        }
        V128<T>.StoreOne(a, sum);
        V128<T>.StoreOne(b, product);
    }
}
