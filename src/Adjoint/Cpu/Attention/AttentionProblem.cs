using Adjoint.Cpu.Gemm;

namespace Adjoint.Cpu.Attention;

/// <summary>
/// Matrices of one size, one for each head; element (i, j) of a head lies at <c>Pointer[Heads[head] + i * Row + j * Column]</c>.
/// </summary>
internal readonly unsafe struct HeadMatrices<T>(T* pointer, long[] heads, long row, long column) where T : unmanaged
{
    /// <summary>Null where there are no matrices.</summary>
    public readonly T* Pointer = pointer;
    public readonly long[] Heads = heads;
    public readonly long Row = row;
    public readonly long Column = column;

    public Matrix<T> this[long head] => new(Pointer + Heads[head], Row, Column);
}

/// <summary>What attention is computed of: softmax(q kᵀ scale + mask) v for every head.</summary>
internal unsafe struct AttentionProblem<T> where T : unmanaged
{
    /// <summary>One matrix [Length, Size] for each head of queries.</summary>
    public HeadMatrices<T> Q;

    /// <summary>One matrix [Keys, Size] for each head of keys; <see cref="Group"/> heads of queries share it.</summary>
    public HeadMatrices<T> K;

    /// <summary>One matrix [Keys, ValueSize] for each head of keys.</summary>
    public HeadMatrices<T> V;

    /// <summary>What is added to the scores, [Length, Keys] for each head of queries; absent if the pointer is null.</summary>
    public HeadMatrices<T> Mask;

    public long Length, Keys, Size, ValueSize, Group;
    public double Scale;

    /// <summary>Whether query i sees the keys 0 to i only.</summary>
    public bool IsCausal;

    public readonly long QueryHeads => Q.Heads.Length;

    public readonly long KeyHeads => K.Heads.Length;

    /// <summary>How many keys at most the queries before <paramref name="end"/> see.</summary>
    public readonly long Seen(long end) => IsCausal ? Math.Min(Keys, end) : Keys;
}
