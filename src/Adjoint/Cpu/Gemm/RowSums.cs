using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Gemm;

/// <summary>
/// A vector times a matrix whose rows lie along memory: the sum of its rows, each times an element of the vector. Several rows
/// are read side by side, from beginning to end, as memory likes it; the sums stay in the first cache.
/// </summary>
internal unsafe struct RowSums<T, V> : IRange where T : unmanaged where V : struct, IVector<V, T>
{
    // How many rows are read at once.
    const int Group = 4;

    public T* Vector, C;

    /// <summary>From one element of the vector to the next.</summary>
    public long Step;

    public Matrix<T> B;
    public long K;
    public Epilogue<T> Epilogue;

    // The columns of a part.
    public readonly void Run(long from, long to)
    {
        var columns = to - from;
        using var scratch = new Scratch<T>(columns);
        var sums = scratch.Pointer;
        for (long j = 0; j < columns; j++) sums[j] = default;
        long p = 0;
        for (; p <= K - Group; p += Group) Add(B.At(p, from).Pointer, Vector + p * Step, sums, columns);
        for (; p < K; p++) AddOne(B.At(p, from).Pointer, Vector + p * Step, sums, 0, columns);
        for (long j = 0; j < columns; j++) Epilogue.StoreOne(sums + j, C + from + j, 0, from + j);
    }

    [MethodImpl(Compile.Loop)]
    readonly void Add(T* row0, T* factors, T* sums, long columns)
    {
        T* row1 = row0 + B.Row, row2 = row1 + B.Row, row3 = row2 + B.Row;
        var (x0, x1, x2, x3) =
            (V.LoadOne(factors), V.LoadOne(factors + Step), V.LoadOne(factors + 2 * Step), V.LoadOne(factors + 3 * Step));
        long j = 0;
        for (; j <= columns - V.Count; j += V.Count)
        {
            var sum = V.MultiplyAdd(x0, V.Load(row0 + j), V.Load(sums + j));
            sum = V.MultiplyAdd(x1, V.Load(row1 + j), sum);
            sum = V.MultiplyAdd(x2, V.Load(row2 + j), sum);
            V.Store(V.MultiplyAdd(x3, V.Load(row3 + j), sum), sums + j);
        }
        for (var i = 0; i < Group; i++) AddOne(row0 + i * B.Row, factors + i * Step, sums, j, columns);
    }

    // One row from this column on.
    static void AddOne(T* row, T* factor, T* sums, long j, long columns)
    {
        for (; j <= columns - V128<T>.Count; j += V128<T>.Count)
            V128<T>.Store(V128<T>.MultiplyAdd(V128<T>.LoadOne(factor), V128<T>.Load(row + j), V128<T>.Load(sums + j)), sums + j);
        for (; j < columns; j++)
            V128<T>.StoreOne(V128<T>.MultiplyAdd(V128<T>.LoadOne(factor), V128<T>.LoadOne(row + j), V128<T>.LoadOne(sums + j)), sums + j);
    }
}
