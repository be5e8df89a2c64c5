using System.Numerics;
using System.Runtime.CompilerServices;
using Adjoint.Cpu.Loops;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Linalg;

/// <summary>
/// Both products of one step of <see cref="Bidiagonal{T}"/>, while rows of the matrix are in the cache: x = τ (A v + due), with it column
/// k, and the sum of the rows of A, each times its element of the column.
/// </summary>
internal unsafe struct BidiagonalProduct<T> : IRange where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Matrices and vectors are padded with zeros to multiples of it.</summary>
    public const int Block = 16;

    const int Group = 4;

    // A thread should read so many elements; parts are the same however many threads there are.
    const long Grain = 1 << 16, PartElements = 1 << 15;
    const int MostParts = 16;

    T* _a, _v, _x, _column, _due, _sums;
    long _row, _k, _begin;
    T _tau;
    int _parts;

    /// <summary>How much memory <see cref="Run(T*, long, long, long, T*, T, T*, T*, T*, T*, T*)"/> needs for rows of that size.</summary>
    public static long Needs(long row) => MostParts * row;

    /// <summary>
    /// For rows behind <paramref name="k"/>, and columns from <paramref name="begin"/> on. Before, <paramref name="v"/> is 0.
    /// </summary>
    /// <param name="a">The matrix, from which something is still due.</param>
    /// <param name="row">From one row to the next, and how many there are.</param>
    /// <param name="k">The number of the step.</param>
    /// <param name="begin">A multiple of the block.</param>
    /// <param name="v">The vector of the reflection, 1 at k.</param>
    /// <param name="tau">Its τ.</param>
    /// <param name="due">What is still to be added to the products with the rows, and a row behind, what to column k.</param>
    /// <param name="x">Takes -x, and 0 for other rows.</param>
    /// <param name="column">Takes column k when x is taken away from it, and 0 for other rows.</param>
    /// <param name="sum">Takes the sum.</param>
    /// <param name="memory">For the sums of parts.</param>
    public static void Run(T* a, long row, long k, long begin, T* v, T tau, T* due, T* x, T* column, T* sum, T* memory)
    {
        var area = (row - k) * (row - begin);
        var parts = (int)Math.Clamp(area / PartElements, 1, MostParts);
        var product = new BidiagonalProduct<T>
        {
            _a = a,
            _v = v,
            _x = x,
            _column = column,
            _due = due,
            _sums = parts == 1 ? sum : memory,
            _row = row,
            _k = k,
            _begin = begin,
            _tau = tau,
            _parts = parts,
        };
        new Span<T>(x, (int)(k + 1)).Clear();
        new Span<T>(column, (int)(k + 1)).Clear();
        Threads.For(parts, Math.Max(1, Grain * parts / Math.Max(1, area)), product);
        if (parts == 1) return;
        new Span<T>(sum, (int)row).Clear();
        for (var part = 0; part < parts; part++) Line<T>.Add(T.One, memory + part * row + begin, sum + begin, row - begin);
    }

    public readonly void Run(long from, long to)
    {
        long first = (_k + 1) / Group, groups = _row / Group - first;
        for (; from < to; from++)
        {
            var sums = _sums + from * _row;
            new Span<T>(sums, (int)_row).Clear();
            for (var group = first + groups * from / _parts; group < first + groups * (from + 1) / _parts; group++)
            {
                if (Isa.Has512) Rows<V512<T>>(group * Group, sums);
                else if (Isa.Has256) Rows<V256<T>>(group * Group, sums);
                else Rows<V128<T>>(group * Group, sums);
            }
        }
    }

    [MethodImpl(Compile.Loop)]
    readonly void Rows<V>(long i, T* sums) where V : struct, IVector<V, T>
    {
        T* a0 = _a + i * _row, a1 = a0 + _row, a2 = a1 + _row, a3 = a2 + _row;
        V s0 = V.Zero, s1 = V.Zero, s2 = V.Zero, s3 = V.Zero;
        for (var j = _begin; j < _row; j += V.Count)
        {
            var y = V.Load(_v + j);
            s0 = V.MultiplyAddFast(V.Load(a0 + j), y, s0);
            s1 = V.MultiplyAddFast(V.Load(a1 + j), y, s1);
            s2 = V.MultiplyAddFast(V.Load(a2 + j), y, s2);
            s3 = V.MultiplyAddFast(V.Load(a3 + j), y, s3);
        }
        V x0 = V.Fill(Element(i, Lanes.Fold<Plus, V, T>(s0))), x1 = V.Fill(Element(i + 1, Lanes.Fold<Plus, V, T>(s1)));
        V x2 = V.Fill(Element(i + 2, Lanes.Fold<Plus, V, T>(s2))), x3 = V.Fill(Element(i + 3, Lanes.Fold<Plus, V, T>(s3)));
        for (var j = _begin; j < _row; j += V.Count)
        {
            var sum = V.MultiplyAddFast(V.Load(a0 + j), x0, V.Load(sums + j));
            sum = V.MultiplyAddFast(V.Load(a1 + j), x1, sum);
            sum = V.MultiplyAddFast(V.Load(a2 + j), x2, sum);
            V.Store(V.MultiplyAddFast(V.Load(a3 + j), x3, sum), sums + j);
        }
    }

    // The element of the column, from the product of its row with v.
    readonly T Element(long i, T product)
    {
        if (i <= _k) return T.Zero;
        _x[i] = -_tau * (product + _due[i]);
        return _column[i] = _a[i * _row + _k] + _due[_row + i] + _x[i];
    }
}
