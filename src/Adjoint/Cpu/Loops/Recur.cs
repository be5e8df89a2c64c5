using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Loops;

/// <summary>
/// Linear recurrences along the middle dimension of contiguous [outer, count, inner] arrays: y[i] = b[i] + a[i] y[i - 1], or
/// in reverse y[i] = b[i] + a[i + 1] y[i + 1], which is its adjoint.
/// </summary>
internal static unsafe class Recur<T> where T : unmanaged
{
    const long Grain = 16384;

    public static void Run(T* a, T* b, T* y, long outer, long count, long inner, bool reverse) =>
        Threads.For(outer, Math.Max(1, Grain / (count * inner)), new Lines
        {
            A = (nint)a,
            B = (nint)b,
            Y = (nint)y,
            Count = count,
            Inner = inner,
            Reverse = reverse,
        });

    struct Lines : IRange
    {
        public nint A, B, Y;
        public long Count, Inner;
        public bool Reverse;

        public readonly void Run(long from, long to)
        {
            var step = Reverse ? -Inner : Inner;
            for (var o = from; o < to; o++)
            {
                var start = o * Count * Inner + (Reverse ? (Count - 1) * Inner : 0);
                T* a = (T*)A + start + (Reverse ? Inner : 0), b = (T*)B + start, y = (T*)Y + start;
                Buffer.MemoryCopy(b, y, Inner * sizeof(T), Inner * sizeof(T));
                for (long i = 1; i < Count; i++)
                {
                    var at = i * step;
                    if (Inner > 1)
                        MapLoop<Step, T>.Contiguous(default, a + at, y + at - step, b + at, b, y + at, Inner);
                    else
                        V128<T>.StoreOne(
                            default(Step).Value(V128<T>.LoadOne(a + at), V128<T>.LoadOne(y + at - step), V128<T>.LoadOne(b + at), default),
                            y + at);
                }
            }
        }
    }

    readonly struct Step : IMap
    {
        public static DTypeSet Types => DTypeSet.Floating;

        public static int Arity => 3;

        public V Value<V>(V a, V b, V c, V d) where V : struct, IReal<V> => a * b + c;
    }
}
