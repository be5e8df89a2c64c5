namespace Adjoint.Nn;

/// <summary>The squared error: (x - y)² for each element, or its mean or sum.</summary>
/// <param name="reduction">What becomes of the errors of single elements.</param>
public sealed class MSELoss(Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, Tensor target) => Functional.MseLoss(input, target, Reduction);
}

public static partial class Functional
{
    /// <summary>The squared error: (x - y)² for each element, or its mean or sum.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor MseLoss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean)
    {
        CheckShapes(nameof(MSELoss), input, target);
        return reduction is Reduction.Mean or Reduction.Sum && input.DType == target.DType && input.DType.IsFloatingPoint
            ? input.SquaredErrors(target, mean: reduction == Reduction.Mean)
            : Reduce(input.SquaredError(target), reduction);
    }
}
