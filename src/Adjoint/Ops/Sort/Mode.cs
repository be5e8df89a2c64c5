namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// The most frequent element along a dimension, the smallest of them if there are several, and where it stands last. NaN is
    /// equal to nothing. The gradient goes to that element alone.
    /// </summary>
    /// <param name="dim">The dimension; the last if left out.</param>
    /// <param name="keepDim">Whether it stays, with size 1.</param>
    /// <returns>The elements, and their positions as Int64.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    /// <exception cref="ArgumentException">The dimension is empty.</exception>
    public (Tensor Values, Tensor Indices) Mode(int dim = -1, bool keepDim = false) =>
        Ops.Ranks.Choose(nameof(Mode), this, dim, keepDim, lines =>
    {
        var (values, indices) = lines.Detach().Sort();
        return indices.Gather(-1, Ops.Ranks.LongestRuns(values).Unsqueeze(-1)).Squeeze(-1);
    });
}
