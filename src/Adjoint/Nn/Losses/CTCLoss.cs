namespace Adjoint.Nn;

/// <summary>
/// Connectionist temporal classification: minus the logarithm of the probability that a sequence says its labels, summed over all ways to
/// spread them over time with blanks between them and repetitions. Source: Graves et al., "Connectionist Temporal Classification: Labelling
/// Unsegmented Sequence Data with Recurrent Neural Networks", 2006.
/// </summary>
/// <param name="blank">The class that is no label.</param>
/// <param name="reduction">What becomes of the losses of single sequences; for the mean each is divided by the number
/// of its labels.</param>
/// <param name="zeroInfinity">Whether sequences too short for their labels count 0 instead of ∞.</param>
public sealed class CTCLoss(long blank = 0, Reduction reduction = Reduction.Mean, bool zeroInfinity = false)
    : Module<Tensor, Tensor, Tensor, Tensor, Tensor>
{
    /// <summary>The class that is no label.</summary>
    public long Blank { get; } = blank;

    /// <summary>What becomes of the losses of single sequences.</summary>
    public Reduction Reduction { get; } = reduction;

    /// <summary>Whether sequences too short for their labels count 0 instead of ∞.</summary>
    public bool ZeroInfinity { get; } = zeroInfinity;

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor logProbs, Tensor targets, Tensor inputLengths, Tensor targetLengths) =>
        Functional.CtcLoss(logProbs, targets, inputLengths, targetLengths, Blank, Reduction, ZeroInfinity);
}

public static partial class Functional
{
    /// <summary>
    /// Connectionist temporal classification: minus the logarithm of the probability that a sequence says its labels,
    /// summed over all ways to spread them over time with blanks between them and repetitions.
    /// </summary>
    /// <param name="logProbs">
    /// Log-probabilities of the classes, out of <see cref="LogSoftmax"/>, of shape [T, N, C] or [T, C]. As in PyTorch the gradient is
    /// the one for such: right in front of the softmax, and by exp(x) more than the derivative behind it.
    /// </param>
    /// <param name="targets">Labels: a row for each sequence, [N, S], or all one behind the other.</param>
    /// <param name="inputLengths">How many steps of time each sequence has, [N] or [], at most T.</param>
    /// <param name="targetLengths">How many labels each sequence has, [N] or [].</param>
    /// <param name="blank">The class that is no label.</param>
    /// <param name="reduction">What becomes of the losses of single sequences; for the mean each is divided by the number
    /// of its labels.</param>
    /// <param name="zeroInfinity">Whether sequences too short for their labels count 0, with a gradient of 0, instead of ∞.</param>
    /// <exception cref="ArgumentException">The shapes or types do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative or too large, a label or the blank is not a class,
    /// or a label is the blank.</exception>
    public static Tensor CtcLoss(
        Tensor logProbs, Tensor targets, Tensor inputLengths, Tensor targetLengths, long blank = 0, Reduction reduction = Reduction.Mean,
        bool zeroInfinity = false)
    {
        var sequences = new LabelSequences(logProbs, targets, inputLengths, targetLengths, blank);
        var losses = sequences.LogProbs.Ctc(sequences.Labels, sequences.Table, blank, zeroInfinity);
        if (reduction == Reduction.Mean) return (losses / sequences.Table.Select(1, 2).ClampMin(1).To(losses.DType)).Mean();
        return Reduce(logProbs.Rank == 2 ? losses.Squeeze(0) : losses, reduction);
    }
}
