using System.Runtime.InteropServices;

namespace Adjoint.Cpu.Loops;

/// <summary>Copies the lower or upper triangle of contiguous matrices row by row and clears the rest.</summary>
internal unsafe struct TriangleRows : IRange
{
    const long Grain = 32768;

    public byte* From;
    public byte* To;
    public long Rows;
    public long Columns;
    public long Diagonal;
    public bool IsUpper;
    public int ItemSize;

    /// <summary>Runs over the given number of rows of all matrices together.</summary>
    public readonly void Run(long rows) => Threads.For(rows, Math.Max(1, Grain / Columns), this);

    public readonly void Run(long from, long to)
    {
        for (var row = from; row < to; row++)
        {
            // The first column right of the lower triangle, or the first of the upper one.
            var edge = Math.Clamp(row % Rows + Diagonal + (IsUpper ? 0 : 1), 0, Columns);
            var (start, end) = IsUpper ? (edge, Columns) : (0, edge);
            Copy(row * Columns + start, end - start);
            var (clear, length) = IsUpper ? (0, edge) : (edge, Columns - edge);
            NativeMemory.Clear(To + (row * Columns + clear) * ItemSize, (nuint)(length * ItemSize));
        }
    }

    readonly void Copy(long start, long length) =>
        Buffer.MemoryCopy(From + start * ItemSize, To + start * ItemSize, length * ItemSize, length * ItemSize);
}
