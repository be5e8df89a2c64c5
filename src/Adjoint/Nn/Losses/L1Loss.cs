namespace Adjoint.Nn;

/// <summary>The absolute error: |x - y| for each element, or its mean or sum.</summary>
/// <param name="reduction">What becomes of the errors of single elements.</param>
public sealed class L1Loss(Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, Tensor target) => Functional.L1Loss(input, target, Reduction);
}

public static partial class Functional
{
    /// <summary>The absolute error: |x - y| for each element, or its mean or sum.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor L1Loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean)
    {
        CheckShapes(nameof(L1Loss), input, target);
        return Reduce((input - target).Abs(), reduction);
    }
}
