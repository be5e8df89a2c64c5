namespace Adjoint.Cpu.Gemm;

/// <summary>A matrix somewhere in memory: element (i, j) lies at <c>Pointer[i * Row + j * Column]</c>.</summary>
internal readonly unsafe struct Matrix<T>(T* pointer, long row, long column) where T : unmanaged
{
    public readonly T* Pointer = pointer;
    public readonly long Row = row;
    public readonly long Column = column;

    /// <summary>The matrix whose first element is (i, j) of this one.</summary>
    public Matrix<T> At(long i, long j) => new(Pointer + i * Row + j * Column, Row, Column);

    /// <summary>The same memory with rows for columns.</summary>
    public Matrix<T> Transposed => new(Pointer, Column, Row);
}
