namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// A copy of this tensor in which the part at each index of a dimension is made smaller where its norm is larger than
    /// <paramref name="maxNorm"/>: x maxNorm / (‖x‖ + 1e-7).
    /// </summary>
    /// <param name="p">The order of the norm; see <see cref="Norm(double, ReadOnlySpan{int}, bool, DType?)"/>.</param>
    /// <param name="dim">The dimension.</param>
    /// <param name="maxNorm">The largest norm that is left as it is.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, the order is not positive or the norm
    /// negative.</exception>
    /// <exception cref="ArgumentException">There are fewer than two dimensions, or the elements are not floating-point numbers.</exception>
    public Tensor Renorm(double p, int dim, double maxNorm)
    {
        Ops.Reduce.RequireFloating(nameof(Renorm), DType);
        if (Rank < 2)
            throw new ArgumentException($"Renorm: a tensor of shape {Shape} has no parts with a norm; at least two dimensions are needed.");
        Require.Positive(nameof(Renorm), p);
        Require.NotNegative(nameof(Renorm), maxNorm);
        dim = Dim.Wrap(dim, Rank);
        var norms = Norm(p, [.. Enumerable.Range(0, Rank).Where(i => i != dim)], keepDim: true);
        return this * Where(norms.Gt(maxNorm), maxNorm / (norms + 1e-7), Ones([], DType));
    }
}
