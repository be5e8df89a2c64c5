namespace Adjoint.Nn;

/// <summary>The logistic loss of two classes called 1 and -1: log(1 + exp(-y x)) for a score x and its class y.</summary>
/// <param name="reduction">What becomes of the losses of single elements.</param>
public sealed class SoftMarginLoss(Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, Tensor target) => Functional.SoftMarginLoss(input, target, Reduction);
}

public static partial class Functional
{
    /// <summary>The logistic loss of two classes called 1 and -1: log(1 + exp(-y x)), computed so that nothing overflows.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor SoftMarginLoss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean)
    {
        CheckShapes(nameof(SoftMarginLoss), input, target);
        return Reduce(input.SoftMargin(target), reduction);
    }
}
