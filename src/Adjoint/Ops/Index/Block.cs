using Adjoint.Cpu.Indexing;

namespace Adjoint.Ops;

/// <summary>What is indexed: some dimensions of a tensor together, by one number that counts their elements in row-major order.</summary>
/// <param name="Over">The dimensions.</param>
/// <param name="Operation">The operation as users know it.</param>
/// <param name="Dim">The dimension as they know it.</param>
/// <param name="Wraps">Whether negative numbers count from the end.</param>
internal sealed record Block(Dims Over, string Operation, int Dim, bool Wraps)
{
    /// <summary>A single dimension.</summary>
    public static Block Of(string operation, int dim, bool wraps) => new([dim], operation, dim, wraps);

    /// <summary>How many elements the dimensions have.</summary>
    public long Size(Layout x)
    {
        long size = 1;
        foreach (var dim in Over) size *= x.Sizes[dim];
        return size;
    }

    /// <summary>The same for kernels; <paramref name="first"/> is the first of the numbers.</summary>
    public unsafe Axis Axis(long size, long* first) => new(Operation, Dim, size, Wraps) { First = first };

    /// <summary>The numbers without negative ones.</summary>
    public Tensor Unwrapped(Tensor positions, Layout x) => Wraps ? positions.Remainder(Math.Max(1, Size(x))) : positions;
}
