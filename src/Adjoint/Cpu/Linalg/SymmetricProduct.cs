using System.Numerics;
using System.Runtime.CompilerServices;
using Adjoint.Cpu.Loops;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Linalg;

/// <summary>
/// A symmetric matrix times a vector. Of the matrix only the upper triangle is read, in blocks of 16 rows that begin at the
/// diagonal, and each element once: it counts for its row and for its column. Matrix and vectors are padded with zeros to whole blocks.
/// </summary>
internal unsafe struct SymmetricProduct<T> : IRange where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Rows and columns of a block; the diagonal blocks hold both triangles.</summary>
    public const int Block = 16;

    // A thread should read so many elements; parts are the same however many threads there are.
    const long Grain = 1 << 17, PartElements = 1 << 16;
    const int MostParts = 16;

    T* _a, _v, _sums;
    long _row, _first, _end;
    int _parts;

    /// <summary>How much memory <see cref="Run(T*, long, long, long, T*, T*, T*)"/> needs for vectors of that size.</summary>
    public static long Needs(long size) => MostParts * size;

    /// <summary>w = A v from row <paramref name="first"/> on, where v is 0 before it. Both are multiples of the block.</summary>
    public static void Run(T* a, long row, long first, long end, T* v, T* w, T* memory)
    {
        var area = (end - first) * (end - first) / 2;
        var parts = (int)Math.Clamp(area / PartElements, 1, MostParts);
        var product = new SymmetricProduct<T>
        {
            _a = a,
            _v = v,
            _row = row,
            _first = first,
            _end = end,
            _parts = parts,
            _sums = parts == 1 ? w : memory,
        };
        Threads.For(parts, Math.Max(1, Grain * parts / Math.Max(1, area)), product);
        if (parts == 1) return;
        new Span<T>(w + first, (int)(end - first)).Clear();
        for (var part = 0; part < parts; part++)
        {
            var begin = product.Begin(part);
            Line<T>.Add(T.One, memory + part * end + begin, w + begin, end - begin);
        }
    }

    public readonly void Run(long from, long to)
    {
        for (; from < to; from++)
        {
            long begin = Begin(from), last = Begin(from + 1);
            var sums = _sums + from * _end;
            new Span<T>(sums + begin, (int)(_end - begin)).Clear();
            for (var i = begin; i < last; i += Block)
            {
                var a = _a + i * _row + i;
                if (Isa.Has512) Rows<V512<T>>(a, _row, _v + i, sums + i, _end - i);
                else if (Isa.Has256) Rows<V256<T>>(a, _row, _v + i, sums + i, _end - i);
                else Rows<V128<T>>(a, _row, _v + i, sums + i, _end - i);
            }
        }
    }

    // Parts of the triangle of about the same area.
    readonly long Begin(long part)
    {
        var blocks = (_end - _first) / Block;
        return _first + (long)(blocks * (1 - Math.Sqrt(1 - (double)part / _parts))) * Block;
    }

    [MethodImpl(Compile.Loop)]
    static void Rows<V>(T* a, long row, T* v, T* w, long columns) where V : struct, IVector<V, T>
    {
        for (var i = 0; i < Block; i += 4)
        {
            T* a0 = a + i * row, a1 = a0 + row, a2 = a1 + row, a3 = a2 + row;
            V x0 = V.LoadOne(v + i), x1 = V.LoadOne(v + i + 1), x2 = V.LoadOne(v + i + 2), x3 = V.LoadOne(v + i + 3);
            V s0 = V.Zero, s1 = V.Zero, s2 = V.Zero, s3 = V.Zero;
            long j = 0;
            for (; j < Block; j += V.Count)
            {
                var y = V.Load(v + j);
                s0 = V.MultiplyAddFast(V.Load(a0 + j), y, s0);
                s1 = V.MultiplyAddFast(V.Load(a1 + j), y, s1);
                s2 = V.MultiplyAddFast(V.Load(a2 + j), y, s2);
                s3 = V.MultiplyAddFast(V.Load(a3 + j), y, s3);
            }
            for (; j < columns; j += V.Count)
            {
                V y = V.Load(v + j), sum = V.Load(w + j);
                V e0 = V.Load(a0 + j), e1 = V.Load(a1 + j), e2 = V.Load(a2 + j), e3 = V.Load(a3 + j);
                s0 = V.MultiplyAddFast(e0, y, s0);
                s1 = V.MultiplyAddFast(e1, y, s1);
                s2 = V.MultiplyAddFast(e2, y, s2);
                s3 = V.MultiplyAddFast(e3, y, s3);
                sum = V.MultiplyAddFast(e0, x0, sum);
                sum = V.MultiplyAddFast(e1, x1, sum);
                sum = V.MultiplyAddFast(e2, x2, sum);
                V.Store(V.MultiplyAddFast(e3, x3, sum), w + j);
            }
            w[i] += Lanes.Fold<Plus, V, T>(s0);
            w[i + 1] += Lanes.Fold<Plus, V, T>(s1);
            w[i + 2] += Lanes.Fold<Plus, V, T>(s2);
            w[i + 3] += Lanes.Fold<Plus, V, T>(s3);
        }
    }
}
