using Adjoint.Cpu.Loops;

namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// The position of the largest element, as Int64, counted through all elements in row-major order; the first one's, if
    /// several are equally large. NaN counts as the largest.
    /// </summary>
    /// <param name="keepDim">Whether the dimensions stay, with size 1.</param>
    /// <exception cref="ArgumentException">There are no elements.</exception>
    public Tensor ArgMax(bool keepDim = false) => Ops.Choose.Run<Largest>(nameof(ArgMax), this, [], keepDim).Indices;

    /// <summary>
    /// The index of the largest element along a dimension, as Int64; the first one's, if several are equally large. NaN counts
    /// as the largest.
    /// </summary>
    /// <param name="dim">The dimension.</param>
    /// <param name="keepDim">Whether it stays, with size 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    /// <exception cref="ArgumentException">The dimension is empty.</exception>
    public Tensor ArgMax(int dim, bool keepDim = false) =>
        Ops.Choose.Run<Largest>(nameof(ArgMax), this, [Dim.Wrap(dim, Rank)], keepDim).Indices;
}
