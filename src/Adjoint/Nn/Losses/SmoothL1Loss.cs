namespace Adjoint.Nn;

/// <summary>
/// The squared error for small errors and the absolute error for large ones, which outliers pull less: with d = |x - y|,
/// d² / 2β where d is below β and d - β/2 elsewhere. Source: Girshick, "Fast R-CNN", 2015.
/// </summary>
/// <param name="reduction">What becomes of the errors of single elements.</param>
/// <param name="beta">β, where the one passes into the other; 0 for the absolute error alone.</param>
public sealed class SmoothL1Loss(Reduction reduction = Reduction.Mean, double beta = 1) : Loss(reduction)
{
    /// <summary>Where the squared error passes into the absolute one.</summary>
    public double Beta { get; } = beta;

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, Tensor target) => Functional.SmoothL1Loss(input, target, Reduction, Beta);
}

public static partial class Functional
{
    /// <summary>
    /// The squared error for small errors and the absolute error for large ones: with d = |x - y|, d² / 2β where d is below
    /// β and d - β/2 elsewhere.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is negative.</exception>
    public static Tensor SmoothL1Loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1)
    {
        CheckShapes(nameof(SmoothL1Loss), input, target);
        if (!(beta >= 0))
            throw new ArgumentOutOfRangeException(
                nameof(beta), beta, "SmoothL1Loss: beta is where two curves meet, so it is not negative.");
        return Reduce(input.SmoothL1(target, beta), reduction);
    }
}
