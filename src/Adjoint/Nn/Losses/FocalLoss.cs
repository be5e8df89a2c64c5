namespace Adjoint.Nn;

/// <summary>
/// The cross entropy of two outcomes for a score x, in which those that are right already count little: α (1 - p)ᵞ times it, where p is the
/// probability of the outcome that is right; 1 - α in the place of α where that is 0. Source: Lin et al., "Focal Loss for Dense Object
/// Detection", 2017; the function is torchvision's sigmoid_focal_loss.
/// </summary>
/// <param name="alpha">The weight of the outcome 1, from 0 to 1; negative for no weights.</param>
/// <param name="gamma">The power, not negative; 0 for the cross entropy.</param>
/// <param name="reduction">What becomes of the losses of single elements.</param>
public sealed class FocalLoss(double alpha = 0.25, double gamma = 2, Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <summary>The weight of the outcome 1; negative for no weights.</summary>
    public double Alpha { get; } = alpha;

    /// <summary>The power.</summary>
    public double Gamma { get; } = gamma;

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, Tensor target) => Functional.SigmoidFocalLoss(input, target, Alpha, Gamma, Reduction);
}

public static partial class Functional
{
    /// <summary>
    /// The cross entropy of two outcomes for a score x times α (1 - p)ᵞ, where p is the probability of the outcome that is right; 1 - α in
    /// the place of α where that is 0. As in torchvision the losses are returned one by one unless a reduction is given.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="alpha"/> is above 1, or <paramref name="gamma"/> negative.</exception>
    public static Tensor SigmoidFocalLoss(
        Tensor input, Tensor target, double alpha = 0.25, double gamma = 2, Reduction reduction = Reduction.None)
    {
        CheckShapes(nameof(FocalLoss), input, target);
        if (!(alpha <= 1))
            throw new ArgumentOutOfRangeException(
                nameof(alpha), alpha, "FocalLoss: the weight of the outcome 1 is from 0 to 1, or negative for none.");
        if (!(gamma >= 0)) throw new ArgumentOutOfRangeException(nameof(gamma), gamma, "FocalLoss: the power is not negative.");
        return Reduce(input.SigmoidFocal(target, alpha, gamma), reduction);
    }
}
