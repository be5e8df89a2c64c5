using System.Numerics;
using System.Runtime.CompilerServices;
using Adjoint.Cpu.Loops;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Linalg;

/// <summary>
/// The vectors that belong to the roots of a secular equation. Computed roots are the exact ones of a problem with slightly other z;
/// with those z the vectors are orthogonal however close roots are. Source: Gu and Eisenstat, "A stable and efficient algorithm
/// for the rank-one modification of the symmetric eigenproblem", 1994.
/// </summary>
internal unsafe struct SecularVectors<TPoles, T> : IRange
    where TPoles : struct, IPoles where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Work a thread should at least have, in elements.
    const long Grain = 1 << 13;

    Secular<TPoles, T> _secular;
    T* _left;
    int _first;

    /// <summary>
    /// Turns each line of distances into the vector z / (δ - λ) of length 1. For singular values, where z is a row above diag(d) and the
    /// pole 0 at <paramref name="first"/> stands for that row, <paramref name="left"/> takes the vectors of the other side.
    /// </summary>
    public static void Run(in Secular<TPoles, T> secular, T* left, int first)
    {
        var (lines, width) = (Math.Max(1, Grain / secular.Padded), Secular<TPoles, T>.Vector);
        Threads.For(secular.Padded / width, Math.Max(1, lines / width), new Weights { Secular = secular });
        Threads.For(secular.Count, lines, new SecularVectors<TPoles, T> { _secular = secular, _left = left, _first = first });
    }

    public readonly void Run(long from, long to)
    {
        for (; from < to; from++)
        {
            var line = _secular.Distances + from * _secular.Padded;
            if (Isa.Has512) Vector<V512<T>>(line);
            else if (Isa.Has256) Vector<V256<T>>(line);
            else Vector<V128<T>>(line);
            if (_left != null) Other(line, _left + from * _secular.Padded);
            Unit(line);
        }
    }

    readonly void Other(T* line, T* other)
    {
        if (Isa.Has512) Other<V512<T>>(line, other);
        else if (Isa.Has256) Other<V256<T>>(line, other);
        else Other<V128<T>>(line, other);
        other[_first] = -T.One;
        Unit(other);
    }

    readonly void Unit(T* line) => Line<T>.Divide(Line<T>.Length(line, _secular.Padded), line, _secular.Padded);

    [MethodImpl(Compile.Loop)]
    readonly void Other<V>(T* line, T* other) where V : struct, IVector<V, T>
    {
        for (var i = 0; i < _secular.Padded; i += V.Count) V.Store(V.Load(line + i) * V.Load(_secular.D + i), other + i);
    }

    [MethodImpl(Compile.Loop)]
    readonly void Vector<V>(T* line) where V : struct, IVector<V, T>
    {
        for (var i = 0; i < _secular.Padded; i += V.Count) V.Store(V.Load(_secular.Z + i) / V.Load(line + i), line + i);
    }

    // z² at a pole is the product of its distances from all roots by that of its distances from all other poles.
    struct Weights : IRange
    {
        public Secular<TPoles, T> Secular;

        public readonly void Run(long from, long to)
        {
            for (; from < to; from++)
            {
                var place = from * Secular<TPoles, T>.Vector;
                if (Isa.Has512) Some<V512<T>>(place);
                else if (Isa.Has256) Some<V256<T>>(place);
                else Some<V128<T>>(place);
            }
        }

        [MethodImpl(Compile.Loop)]
        readonly void Some<V>(long place) where V : struct, IVector<V, T>
        {
            for (var end = place + Secular<TPoles, T>.Vector; place < end; place += V.Count)
            {
                V d = V.Load(Secular.D + place), product = V.One;
                for (var i = 0; i < Secular.Count; i++)
                {
                    var gap = TPoles.Gap(d, V.LoadOne(Secular.D + Secular.Rank[i]));
                    product *= V.Load(Secular.Distances + (long)i * Secular.Padded + place) / V.Select(V.Equal(gap, V.Zero), V.One, gap);
                }
                var z = V.Load(Secular.Z + place);
                var weight = V.CopySign(V.Sqrt(V.Abs(product)), z);
                V.Store(V.Select(V.Equal(z, V.Zero), z, weight), Secular.Z + place);
            }
        }
    }
}
