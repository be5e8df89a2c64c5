using System.Numerics;
using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Linalg;

/// <summary>
/// A sequence of rotations, each of two neighbouring rows of a matrix: (x, y) becomes (c x + s y, c y - s x). Columns are
/// independent, so threads share them, and a few at a time stay in the cache through the whole sequence.
/// </summary>
internal unsafe struct Rotations<T> : IRange where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const long Columns = 256, Grain = 1 << 15;

    T* _matrix, _c, _s;
    long _row;
    int _first, _count;
    bool _down;

    /// <summary>
    /// Rotation i, of <paramref name="count"/>, turns rows <paramref name="first"/> + i and the next. They are applied in
    /// order, or with <paramref name="down"/> the last first.
    /// </summary>
    public static void Apply(T* matrix, long row, long columns, int first, int count, T* c, T* s, bool down)
    {
        if (count <= 0) return;
        var rotations = new Rotations<T> { _matrix = matrix, _row = row, _c = c, _s = s, _first = first, _count = count, _down = down };
        Threads.For(columns, Math.Max(64, Grain / count), rotations);
    }

    public readonly void Run(long from, long to)
    {
        for (; from < to; from += Columns)
        {
            var width = Math.Min(Columns, to - from);
            for (var step = 0; step < _count; step++)
            {
                var i = _down ? _count - 1 - step : step;
                var x = _matrix + (_first + i) * _row + from;
                Turn(_c[i], _s[i], x, x + _row, width);
            }
        }
    }

    /// <summary>The length of (x, y), which are not large. Single precision is computed in double.</summary>
    public static T Length(T x, T y)
    {
        if (typeof(T) == typeof(float))
        {
            double a = double.CreateTruncating(x), b = double.CreateTruncating(y);
            return T.CreateTruncating(Math.Sqrt(a * a + b * b));
        }
        var square = x * x + y * y;
        return square > T.CreateTruncating(1e-280) ? T.Sqrt(square) : T.Hypot(x, y);
    }

    /// <summary>One rotation of two lines.</summary>
    public static void Turn(T c, T s, T* x, T* y, long count)
    {
        if (Isa.Has512) Turn<V512<T>>(c, s, x, y, count);
        else if (Isa.Has256) Turn<V256<T>>(c, s, x, y, count);
        else Turn<V128<T>>(c, s, x, y, count);
    }

    [MethodImpl(Compile.Loop)]
    static void Turn<V>(T c, T s, T* x, T* y, long count) where V : struct, IVector<V, T>
    {
        V cosine = V.Fill(c), sine = V.Fill(s);
        long i = 0;
        for (; i + V.Count <= count; i += V.Count)
        {
            V a = V.Load(x + i), b = V.Load(y + i);
            V.Store(cosine * a + sine * b, x + i);
            V.Store(cosine * b - sine * a, y + i);
        }
        for (; i < count; i++) (x[i], y[i]) = (c * x[i] + s * y[i], c * y[i] - s * x[i]);
    }
}
