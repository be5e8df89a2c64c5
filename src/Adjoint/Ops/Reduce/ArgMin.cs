using Adjoint.Cpu.Loops;

namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// The position of the smallest element, as Int64, counted through all elements in row-major order; the first one's, if
    /// several are equally small. NaN counts as the smallest.
    /// </summary>
    /// <param name="keepDim">Whether the dimensions stay, with size 1.</param>
    /// <exception cref="ArgumentException">There are no elements.</exception>
    public Tensor ArgMin(bool keepDim = false) => Ops.Choose.Run<Smallest>(nameof(ArgMin), this, [], keepDim).Indices;

    /// <summary>
    /// The index of the smallest element along a dimension, as Int64; the first one's, if several are equally small. NaN counts
    /// as the smallest.
    /// </summary>
    /// <param name="dim">The dimension.</param>
    /// <param name="keepDim">Whether it stays, with size 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    /// <exception cref="ArgumentException">The dimension is empty.</exception>
    public Tensor ArgMin(int dim, bool keepDim = false) =>
        Ops.Choose.Run<Smallest>(nameof(ArgMin), this, [Dim.Wrap(dim, Rank)], keepDim).Indices;
}
