namespace Adjoint.Cpu.Gemm;

/// <summary>A left operand read where it lies, whatever its strides, for products too small for packing to pay.</summary>
internal readonly unsafe struct DirectRows<T>(Matrix<T> a) : IOperand<T> where T : unmanaged
{
    public static bool NeedsSpace => false;

    public Panel<T> Panel(long first, int lines, int width, long place, int depth, T* space) =>
        new(a.Pointer + first * a.Row + place * a.Column, a.Row, a.Column);
}
