namespace Adjoint.Nn;

/// <summary>
/// The hinge loss of classes: for each sample the mean over the classes of max(0, margin - x[y] + x[i])ᵖ, without the class y that is
/// right, times the weight of y. The input has shape [C] or [N, C], the target, the number of the class, [] or [N].
/// </summary>
/// <param name="p">The power, 1 or 2.</param>
/// <param name="margin">By how much the right class must lead to cost nothing.</param>
/// <param name="weight">A factor for each class, of shape [C].</param>
/// <param name="reduction">What becomes of the losses of single samples.</param>
public sealed partial class MultiMarginLoss(int p = 1, double margin = 1, Tensor? weight = null, Reduction reduction = Reduction.Mean)
    : Loss(reduction)
{
    /// <summary>The power, 1 or 2.</summary>
    public int P { get; } = p;

    /// <summary>By how much the right class must lead to cost nothing.</summary>
    public double Margin { get; } = margin;

    /// <summary>A factor for each class; null for none.</summary>
    [Buffer]
    public Tensor? Weight { get; } = weight;

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, Tensor target) =>
        Functional.MultiMarginLoss(input, target, P, Margin, Weight, Reduction);
}

public static partial class Functional
{
    /// <summary>
    /// The hinge loss of classes: for each sample the mean over the classes of max(0, margin - x[y] + x[i])ᵖ, without the class y that is
    /// right, times the weight of y. The input has shape [C] or [N, C], the target, the number of the class, [] or [N].
    /// </summary>
    /// <exception cref="ArgumentException">The shapes do not fit, or the target is not of integers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is not the number of a class, or <paramref name="p"/>
    /// neither 1 nor 2.</exception>
    public static Tensor MultiMarginLoss(
        Tensor input, Tensor target, int p = 1, double margin = 1, Tensor? weight = null, Reduction reduction = Reduction.Mean)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (p is not (1 or 2)) throw new ArgumentOutOfRangeException(nameof(p), p, "MultiMarginLoss: the power is 1 or 2.");
        var x = ClassTarget.Rows(nameof(MultiMarginLoss), input);
        if (target.Rank > 1 || target.Count != x.Size(0))
            throw new ArgumentException(
                $"MultiMarginLoss: the input has shape {input.Shape}, so there must be {x.Size(0)} targets in a row, " +
                $"and the target has shape {target.Shape}.", nameof(target));
        var classes = new ClassTarget(nameof(MultiMarginLoss), x, target.Reshape(-1), weight, ignoreIndex: long.MinValue);
        var lacks = (x - classes.Pick(x).Unsqueeze(1) + margin).Relu();
        var losses = classes.Weigh(classes.WithoutTarget(p == 2 ? lacks.Square() : lacks).Mean(1));
        return Reduce(losses.Reshape(target.Shape), reduction);
    }
}
