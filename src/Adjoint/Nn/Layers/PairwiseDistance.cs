namespace Adjoint.Nn;

/// <summary>The distance of vectors along the last dimension: the p-norm of x - y + ε.</summary>
/// <param name="p">The order of the norm.</param>
/// <param name="eps">ε, which keeps the derivative at distance 0 finite.</param>
/// <param name="keepDim">Whether the last dimension stays, with size 1.</param>
public sealed class PairwiseDistance(double p = 2, double eps = 1e-6, bool keepDim = false) : Module<Tensor, Tensor, Tensor>
{
    /// <summary>The order of the norm.</summary>
    public double Norm { get; } = p;

    /// <summary>What is added to every difference.</summary>
    public double Eps { get; } = eps;

    /// <summary>Whether the last dimension stays.</summary>
    public bool KeepDim { get; } = keepDim;

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x1, Tensor x2) => Functional.PairwiseDistance(x1, x2, Norm, Eps, KeepDim);
}

public static partial class Functional
{
    /// <summary>The distance of vectors along the last dimension: the p-norm of x - y + ε. Shapes broadcast.</summary>
    /// <param name="x1">x, of shape [D] or [N, D].</param>
    /// <param name="x2">y.</param>
    /// <param name="p">The order of the norm.</param>
    /// <param name="eps">ε, which keeps the derivative at distance 0 finite.</param>
    /// <param name="keepDim">Whether the last dimension stays, with size 1.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast, or the elements are not floating-point.</exception>
    public static Tensor PairwiseDistance(Tensor x1, Tensor x2, double p = 2, double eps = 1e-6, bool keepDim = false)
    {
        var (x, y) = Together(nameof(PairwiseDistance), x1, x2);
        if (x.Rank == 0)
            throw new ArgumentException(
                "PairwiseDistance: the inputs must have shape [D] or [N, D], and they are zero-dimensional.", nameof(x1));
        return (x - y + eps).Norm(p, -1, keepDim);
    }
}
