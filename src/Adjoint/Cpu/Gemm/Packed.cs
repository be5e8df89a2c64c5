namespace Adjoint.Cpu.Gemm;

/// <summary>
/// An operand packed once and used by many products, such as the weights of a convolution over a batch or of the steps of a
/// recurrent layer: see <see cref="Gemm{T}.PackLeft"/> and <see cref="Gemm{T}.PackRight"/>. Its memory belongs to the caller.
/// </summary>
internal readonly unsafe struct Packed<T>(T* pointer, long lines, int width) : IOperand<T> where T : unmanaged
{
    public static bool NeedsSpace => false;

    // All panels of the first block of places stand one after the other, then those of the next block.
    public Panel<T> Panel(long first, int count, int panelWidth, long place, int depth, T* space) =>
        new(pointer + Padded(lines, width) * place + first * depth, 1, width);

    /// <summary>The number of lines with those that fill the last panel.</summary>
    public static long Padded(long lines, int width) => (lines + width - 1) / width * width;
}
