namespace Adjoint.Cpu.Gemm;

/// <summary>
/// A right operand read where it lies, its columns side by side, for products with few rows. Only a last panel that does
/// not fill one vector or two is packed.
/// </summary>
internal readonly unsafe struct DirectColumns<T>(Matrix<T> b) : IOperand<T> where T : unmanaged
{
    public static bool NeedsSpace => false;

    public Panel<T> Panel(long first, int lines, int width, long place, int depth, T* space) => lines == width || 2 * lines == width
        ? new(b.Pointer + first + place * b.Row, 1, b.Row)
        : Strided<T>.Columns(b).Panel(first, lines, width, place, depth, space);
}
