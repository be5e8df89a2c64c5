namespace Adjoint.Nn;

/// <summary>
/// The cross entropy of classes: minus the logarithm of the softmax of the input at the class that is right. The input has
/// shape [C], [N, C] or [N, C, ...]; the target is the number of the class, the same shape without C, or a probability for
/// each class, the same shape.
/// </summary>
/// <param name="weight">A factor for each class, of shape [C].</param>
/// <param name="ignoreIndex">A target that does not count.</param>
/// <param name="reduction">What becomes of the losses of single elements; a mean is divided by the sum of the weights where the target
/// is numbers of classes.</param>
/// <param name="labelSmoothing">How much of the target is spread evenly over all classes, from 0 to 1.</param>
public sealed partial class CrossEntropyLoss(
    Tensor? weight = null, long ignoreIndex = -100, Reduction reduction = Reduction.Mean, double labelSmoothing = 0) : Loss(reduction)
{
    /// <summary>A factor for each class; null for none.</summary>
    [Buffer]
    public Tensor? Weight { get; } = weight;

    /// <summary>A target that does not count.</summary>
    public long IgnoreIndex { get; } = ignoreIndex;

    /// <summary>How much of the target is spread evenly over all classes.</summary>
    public double LabelSmoothing { get; } = labelSmoothing;

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, Tensor target) =>
        Functional.CrossEntropy(nameof(CrossEntropyLoss), input, target, Weight, IgnoreIndex, Reduction, LabelSmoothing);
}

public static partial class Functional
{
    /// <summary>
    /// The cross entropy of classes: minus the logarithm of the softmax of the input at the class that is right. The input
    /// has shape [C], [N, C] or [N, C, ...]; the target is the number of the class, the same shape without C, or a probability
    /// for each class, the same shape.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes or types do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is not the number of a class, or the smoothing not between
    /// 0 and 1.</exception>
    public static Tensor CrossEntropy(
        Tensor input, Tensor target, Tensor? weight = null, long ignoreIndex = -100, Reduction reduction = Reduction.Mean,
        double labelSmoothing = 0) =>
        CrossEntropy(nameof(CrossEntropy), input, target, weight, ignoreIndex, reduction, labelSmoothing);

    /// <summary>The same; messages begin with the name of what was called.</summary>
    internal static Tensor CrossEntropy(
        string loss, Tensor input, Tensor target, Tensor? weight, long ignoreIndex, Reduction reduction, double labelSmoothing)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (!(labelSmoothing is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(
                nameof(labelSmoothing), labelSmoothing, $"{loss}: labelSmoothing lies between 0 and 1, and is {labelSmoothing}.");
        var dim = ClassTarget.DimOf(loss, input);
        if (labelSmoothing == 0 && target.DType.IsInteger && weight is not { RequiresGrad: true })
        {
            ClassTarget.CheckShapes(loss, input, dim, target, weight);
            var isMean = reduction switch
            {
                Reduction.Mean => true,
                Reduction.Sum or Reduction.None => false,
                _ => throw ClassTarget.NoReduction(reduction),
            };
            return input.CrossEntropy(
                dim, target.To(DType.Int64).Contiguous(), weight, ignoreIndex, reduction != Reduction.None, isMean, loss);
        }
        var logits = input.LogSoftmax(dim);
        return target.DType.IsFloatingPoint
            ? OfProbabilities(loss, logits, target, weight, reduction, labelSmoothing)
            : OfClasses(loss, logits, target, weight, ignoreIndex, reduction, labelSmoothing);
    }

    static Tensor OfClasses(
        string loss, Tensor logits, Tensor target, Tensor? weight, long ignoreIndex, Reduction reduction, double smoothing)
    {
        var classes = new ClassTarget(loss, logits, target, weight, ignoreIndex);
        var losses = classes.Reduce(classes.Weigh(-classes.Pick(logits)), reduction);
        if (smoothing == 0) return losses;
        var even = classes.Reduce(classes.Mask(-ByClass(logits, weight, classes.Dim).Sum([classes.Dim])), reduction);
        return (1 - smoothing) * losses + smoothing / classes.Classes * even;
    }

    static Tensor OfProbabilities(string loss, Tensor logits, Tensor target, Tensor? weight, Reduction reduction, double smoothing)
    {
        if (target.Shape != logits.Shape)
        {
            throw new ArgumentException(
                $"{loss}: a target of {target.DType} holds a probability for each class, " +
                $"so it must have the input's shape {logits.Shape}, and it has {target.Shape}; numbers of classes are Int64.",
                nameof(target));
        }
        var dim = ClassTarget.DimOf(loss, logits);
        var classes = logits.Size(dim);
        ClassTarget.CheckWeight(loss, weight, classes);
        if (smoothing > 0) target = (1 - smoothing) * target + smoothing / classes;
        return Reduce(-ByClass(logits * target, weight, dim).Sum([dim]), reduction);
    }

    // Times the weights of the classes.
    static Tensor ByClass(Tensor values, Tensor? weight, int dim)
    {
        if (weight is null) return values;
        var shape = new long[values.Rank];
        shape.AsSpan().Fill(1);
        shape[dim] = weight.Count;
        return values * weight.Reshape(shape);
    }
}
