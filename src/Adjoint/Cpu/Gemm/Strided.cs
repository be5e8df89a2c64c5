namespace Adjoint.Cpu.Gemm;

/// <summary>An operand anywhere in memory, with any strides, packed panel by panel: transposes and repetition cost nothing extra.</summary>
internal readonly unsafe struct Strided<T>(T* pointer, long across, long along) : IOperand<T> where T : unmanaged
{
    public static bool NeedsSpace => true;

    /// <summary>The rows of a left operand.</summary>
    public static Strided<T> Rows(Matrix<T> a) => new(a.Pointer, a.Row, a.Column);

    /// <summary>The columns of a right operand.</summary>
    public static Strided<T> Columns(Matrix<T> b) => new(b.Pointer, b.Column, b.Row);

    public Panel<T> Panel(long first, int lines, int width, long place, int depth, T* space)
    {
        Packing<T>.Pack(pointer + first * across + place * along, across, along, lines, width, depth, space);
        return new(space, 1, width);
    }
}
