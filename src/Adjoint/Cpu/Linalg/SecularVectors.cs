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
internal unsafe struct SecularVectors<T> : IRange where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Work a thread should at least have, in elements.
    const long Grain = 1 << 13;

    Secular<T> _secular;

    /// <summary>Turns each line of distances into the vector z / (δ - λ) of length 1.</summary>
    public static void Run(in Secular<T> secular)
    {
        var (lines, width) = (Math.Max(1, Grain / secular.Padded), Secular<T>.Vector);
        Threads.For(secular.Padded / width, Math.Max(1, lines / width), new Weights { Secular = secular });
        Threads.For(secular.Count, lines, new SecularVectors<T> { _secular = secular });
    }

    public readonly void Run(long from, long to)
    {
        for (; from < to; from++)
        {
            var line = _secular.Distances + from * _secular.Padded;
            if (Isa.Has512) Vector<V512<T>>(line);
            else if (Isa.Has256) Vector<V256<T>>(line);
            else Vector<V128<T>>(line);
            Line<T>.Divide(Line<T>.Length(line, _secular.Padded), line, _secular.Padded);
        }
    }

    [MethodImpl(Compile.Loop)]
    readonly void Vector<V>(T* line) where V : struct, IVector<V, T>
    {
        for (var i = 0; i < _secular.Padded; i += V.Count) V.Store(V.Load(_secular.Z + i) / V.Load(line + i), line + i);
    }

    // z² at a pole is the product of its distances from all roots by that of its distances from all other poles.
    struct Weights : IRange
    {
        public Secular<T> Secular;

        public readonly void Run(long from, long to)
        {
            for (; from < to; from++)
            {
                var place = from * Secular<T>.Vector;
                if (Isa.Has512) Some<V512<T>>(place);
                else if (Isa.Has256) Some<V256<T>>(place);
                else Some<V128<T>>(place);
            }
        }

        [MethodImpl(Compile.Loop)]
        readonly void Some<V>(long place) where V : struct, IVector<V, T>
        {
            for (var end = place + Secular<T>.Vector; place < end; place += V.Count)
            {
                V d = V.Load(Secular.D + place), product = V.One;
                for (var i = 0; i < Secular.Count; i++)
                {
                    var gap = d - V.LoadOne(Secular.D + Secular.Rank[i]);
                    product *= V.Load(Secular.Distances + (long)i * Secular.Padded + place) / V.Select(V.Equal(gap, V.Zero), V.One, gap);
                }
                var z = V.Load(Secular.Z + place);
                var weight = V.CopySign(V.Sqrt(V.Abs(product)), z);
                V.Store(V.Select(V.Equal(z, V.Zero), z, weight), Secular.Z + place);
            }
        }
    }
}
