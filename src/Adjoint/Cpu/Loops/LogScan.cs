using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Loops;

/// <summary>
/// The logarithms of the sums of exponentials up to each element along the middle dimension of a contiguous [outer, count, inner]
/// array: y[i] = log(exp y[i - 1] + exp x[i]), which never overflows.
/// </summary>
internal unsafe struct LogScan : IRange
{
    const long Grain = 2048;

    double* _x;
    double* _y;
    long _count, _inner;

    public static void Run(double* x, double* y, long outer, long count, long inner) =>
        Threads.For(outer, Math.Max(1, Grain / (count * inner)), new LogScan { _x = x, _y = y, _count = count, _inner = inner });

    public readonly void Run(long from, long to)
    {
        for (var o = from; o < to; o++)
        {
            double* x = _x + o * _count * _inner, y = _y + o * _count * _inner;
            Buffer.MemoryCopy(x, y, _inner * sizeof(double), _inner * sizeof(double));
            for (var i = _inner; i < _count * _inner; i += _inner)
            {
                if (_inner > 1)
                    MapLoop<Step, double>.Contiguous(default, y + i - _inner, x + i, x, x, y + i, _inner);
                else
                    V128<double>.StoreOne(
                        default(Step).Value(V128<double>.LoadOne(y + i - 1), V128<double>.LoadOne(x + i), default, default), y + i);
            }
        }
    }

    readonly struct Step : IMap
    {
        public static DTypeSet Types => DTypeSet.Floating;

        public static int Arity => 2;

        // Of two equal infinities the difference would be NaN.
        public V Value<V>(V a, V b, V c, V d) where V : struct, IReal<V>
        {
            var larger = V.Max(a, b);
            var sum = larger + V.Log1pUnit(V.Exp(V.Min(a, b) - larger));
            return V.Select(V.Equal(V.Abs(larger), V.Of(double.PositiveInfinity)), larger, sum);
        }
    }
}
