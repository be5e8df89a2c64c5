namespace Adjoint.Cpu.Gemm;

/// <summary>
/// The left or the right operand of a product. Its lines are the rows of the left one and the columns of the right one; its
/// places are the inner dimension. <see cref="Strided{T}"/> packs any matrix in memory, <see cref="DirectRows{T}"/> and
/// <see cref="DirectColumns{T}"/> read it where it lies.
/// </summary>
internal unsafe interface IOperand<T> where T : unmanaged
{
    /// <summary>
    /// Whether every panel is written into space and so made once for each block; otherwise it is asked for again and again.
    /// A constant to the compiler.
    /// </summary>
    static abstract bool NeedsSpace { get; }

    /// <summary>The lines from <paramref name="first"/> at the places from <paramref name="place"/>.</summary>
    /// <param name="first">The first line, a multiple of <paramref name="width"/>.</param>
    /// <param name="lines">How many lines there are; fewer than <paramref name="width"/> only at the end.</param>
    /// <param name="width">
    /// How many lines a packed panel has: element p of line i is <c>space[p * width + i]</c>. Those of a right operand that are
    /// not there are read too; what they hold reaches no result.
    /// </param>
    /// <param name="place">The first place, a multiple of the depth of blocks.</param>
    /// <param name="depth">How many places.</param>
    /// <param name="space">Room for width * depth elements.</param>
    Panel<T> Panel(long first, int lines, int width, long place, int depth, T* space);
}

/// <summary>Lines as a kernel reads them: element p of line i lies at <c>Pointer[i * Across + p * Along]</c>.</summary>
internal readonly unsafe struct Panel<T>(T* pointer, long across, long along) where T : unmanaged
{
    public readonly T* Pointer = pointer;

    /// <summary>From one line to the next: always 1 for a right operand.</summary>
    public readonly long Across = across;

    /// <summary>From one place to the next.</summary>
    public readonly long Along = along;
}
