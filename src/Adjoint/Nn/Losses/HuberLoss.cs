namespace Adjoint.Nn;

/// <summary>
/// The squared error for small errors and its tangent for large ones: with d = |x - y|, d²/2 up to δ and δ (d - δ/2) beyond.
/// Source: Huber, "Robust Estimation of a Location Parameter", 1964.
/// </summary>
/// <param name="reduction">What becomes of the errors of single elements.</param>
/// <param name="delta">δ, where the parabola passes into its tangent.</param>
public sealed class HuberLoss(Reduction reduction = Reduction.Mean, double delta = 1) : Loss(reduction)
{
    /// <summary>Where the parabola passes into its tangent.</summary>
    public double Delta { get; } = delta;

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, Tensor target) => Functional.HuberLoss(input, target, Reduction, Delta);
}

public static partial class Functional
{
    /// <summary>
    /// The squared error for small errors and its tangent for large ones: with d = |x - y|, d²/2 up to δ and δ (d - δ/2) beyond.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delta"/> is not positive.</exception>
    public static Tensor HuberLoss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double delta = 1)
    {
        CheckShapes(nameof(HuberLoss), input, target);
        if (!(delta > 0)) throw new ArgumentOutOfRangeException(nameof(delta), delta, "HuberLoss: delta must be positive.");
        return Reduce(input.Huber(target, delta), reduction);
    }
}
