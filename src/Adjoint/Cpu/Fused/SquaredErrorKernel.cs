using System.Runtime.CompilerServices;
using Adjoint.Cpu.Loops;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Fused;

/// <summary>The sum of squared differences of contiguous elements, and its gradient, each in one pass.</summary>
internal static unsafe class SquaredErrorKernel<T> where T : unmanaged
{
    // The elements of one sum: few enough for its rounding errors not to count. Sums of blocks are added in double precision.
    const long Block = 4096;
    const long BlocksOfAThread = 8, Grain = 32768;

    /// <summary>Σ (x - y)².</summary>
    public static double Sum(T* x, T* y, long count)
    {
        if (count <= Block) return Blocks.Squares(x, y, count);
        var blocks = (count + Block - 1) / Block;
        using var sums = new Scratch<double>(blocks);
        Threads.For(blocks, BlocksOfAThread, new Blocks { X = (nint)x, Y = (nint)y, Sums = (nint)sums.Pointer, Count = count });
        var total = 0.0;
        for (long i = 0; i < blocks; i++) total += sums.Pointer[i];
        return total;
    }

    /// <summary>2 (g / n) (x - y) for each pair of elements, with one g.</summary>
    public static void Gradient(T* x, T* y, T* g, double n, T* result, long count) =>
        Threads.For(count, Grain, new Gradients { X = (nint)x, Y = (nint)y, G = (nint)g, N = n, Result = (nint)result });

    struct Blocks : IRange
    {
        public nint X, Y, Sums;
        public long Count;

        public readonly void Run(long from, long to)
        {
            for (; from < to; from++)
            {
                T* x = (T*)X + from * Block, y = (T*)Y + from * Block;
                var count = Math.Min(Block, Count - from * Block);
                ((double*)Sums)[from] = Squares(x, y, count);
            }
        }

        public static double Squares(T* x, T* y, long count) =>
            Isa.Has512 ? Squares<V512<T>>(x, y, count) : Isa.Has256 ? Squares<V256<T>>(x, y, count) : Squares<V128<T>>(x, y, count);

        [MethodImpl(Compile.Loop)]
        static double Squares<V>(T* x, T* y, long count) where V : struct, IVector<V, T>
        {
            V first = V.Zero, second = V.Zero;
            long i = 0;
            for (; i <= count - 2 * V.Count; i += 2 * V.Count)
            {
                V a = V.Load(x + i) - V.Load(y + i), b = V.Load(x + i + V.Count) - V.Load(y + i + V.Count);
                first = V.MultiplyAdd(a, a, first);
                second = V.MultiplyAdd(b, b, second);
            }
            var rest = V128<T>.Zero;
            for (; i < count; i++)
            {
                var a = V128<T>.LoadOne(x + i) - V128<T>.LoadOne(y + i);
                rest = V128<T>.MultiplyAdd(a, a, rest);
            }
            T last;
            V128<T>.StoreOne(rest, &last);
            return Convert.To<T, double>(Lanes.Fold<Plus, V, T>(first + second)) + Convert.To<T, double>(last);
        }
    }

    struct Gradients : IRange
    {
        public nint X, Y, G, Result;
        public double N;

        public readonly void Run(long from, long to)
        {
            if (Isa.Has512) Vectors<V512<T>>(from, to);
            else if (Isa.Has256) Vectors<V256<T>>(from, to);
            else Vectors<V128<T>>(from, to);
        }

        [MethodImpl(Compile.Loop)]
        readonly void Vectors<V>(long from, long to) where V : struct, IVector<V, T>
        {
            T* x = (T*)X, y = (T*)Y, result = (T*)Result;
            var factor = V.LoadOne((T*)G) / V.Of(N) * V.Of(2);
            var one = V128<T>.LoadOne((T*)G) / V128<T>.Of(N) * V128<T>.Of(2);
            for (; from <= to - V.Count; from += V.Count) V.Store(factor * (V.Load(x + from) - V.Load(y + from)), result + from);
            for (; from < to; from++) V128<T>.StoreOne(one * (V128<T>.LoadOne(x + from) - V128<T>.LoadOne(y + from)), result + from);
        }
    }
}
