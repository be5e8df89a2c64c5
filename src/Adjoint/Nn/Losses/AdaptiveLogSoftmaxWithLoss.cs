namespace Adjoint.Nn;

/// <summary>
/// The negative log-likelihood of many classes of unequal frequency, the most frequent first: those before the first cutoff are
/// scored by the head, together with a class for each cluster of rarer ones, which are scored by a smaller network of their own,
/// and only where a target is among them. Source: Grave et al., "Efficient softmax approximation for GPUs", 2017.
/// </summary>
/// <remarks>
/// Called with an input [N, F] or [F] and the numbers of the classes, [N] or [], it returns the log-probability of each target
/// and the loss, minus their mean.
/// </remarks>
public sealed partial class AdaptiveLogSoftmaxWithLoss : Module<Tensor, Tensor, (Tensor Output, Tensor Loss)>
{
    readonly long[] _bounds;

    /// <summary>Makes a layer with random weights, the same as PyTorch's for the same seed.</summary>
    /// <param name="inFeatures">F, the size of the last dimension of the input.</param>
    /// <param name="nClasses">How many classes there are.</param>
    /// <param name="cutoffs">The first class of each cluster, in ascending order, from 1 to the number of classes - 1.</param>
    /// <param name="divValue">By what the width of the network grows smaller from cluster to cluster.</param>
    /// <param name="headBias">Whether the head has a bias.</param>
    /// <param name="dtype">The type of the weights.</param>
    /// <exception cref="ArgumentException">The cutoffs are not in ascending order within the classes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of features is not positive, or the divisor is below 1.</exception>
    public AdaptiveLogSoftmaxWithLoss(
        long inFeatures, long nClasses, ReadOnlySpan<long> cutoffs, double divValue = 4, bool headBias = false, DType dtype = DType.Float32)
    {
        Checks.Positive(TypeName, nameof(inFeatures), inFeatures);
        if (!(divValue >= 1))
            throw new ArgumentOutOfRangeException(
                nameof(divValue), divValue, $"{TypeName}: a width is divided by 1 or more, not by {divValue}.");
        _bounds = [0, .. cutoffs, nClasses];
        for (var i = 1; i < _bounds.Length; i++)
        {
            if (cutoffs.Length == 0 || _bounds[i] <= _bounds[i - 1])
                throw new ArgumentException(
                    $"{TypeName}: cutoffs are one or more numbers in ascending order from 1 to {nClasses - 1}, " +
                    $"not [{string.Join(", ", cutoffs.ToArray())}].", nameof(cutoffs));
        }
        Head = new(inFeatures, _bounds[1] + cutoffs.Length, headBias, dtype);
        Tail = [];
        for (var i = 1; i < _bounds.Length - 1; i++)
        {
            var width = (long)(inFeatures / Math.Pow(divValue, i));
            Tail.Add(
                new(new Linear(inFeatures, width, bias: false, dtype), new Linear(width, _bounds[i + 1] - _bounds[i], bias: false, dtype)));
        }
    }

    /// <summary>Scores the frequent classes and the clusters.</summary>
    public Linear Head { get; set; }

    /// <summary>Scores the classes of each cluster.</summary>
    public ModuleList<Sequential> Tail { get; set; }

    /// <summary>How many classes there are.</summary>
    public long NClasses => _bounds[^1];

    /// <summary>The first class of each cluster, and the number of classes.</summary>
    public IReadOnlyList<long> Cutoffs => _bounds[1..];

    /// <summary>Draws the weights anew.</summary>
    public void ResetParameters()
    {
        Head.ResetParameters();
        foreach (var layer in Tail.SelectMany(cluster => cluster)) ((Linear)layer).ResetParameters();
    }

    /// <summary>The log-probabilities of all classes, [..., classes].</summary>
    public Tensor LogProb(Tensor input)
    {
        var head = Head.Call(input).LogSoftmax(-1);
        var parts = new List<Tensor> { head.Narrow(-1, 0, _bounds[1]) };
        for (var i = 0; i < Tail.Count; i++) parts.Add(head.Narrow(-1, _bounds[1] + i, 1) + Tail[i].Call(input).LogSoftmax(-1));
        return Tensor.Cat([.. parts], -1);
    }

    /// <summary>The most probable class of each input.</summary>
    public Tensor Predict(Tensor input) => LogProb(input).ArgMax(-1);

    /// <inheritdoc/>
    protected override (Tensor Output, Tensor Loss) Forward(Tensor input, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        if (input.Rank is not (1 or 2) || input.Size(-1) != Head.InFeatures)
            throw new ArgumentException(
                $"{TypeName}: the input must have shape [N, {Head.InFeatures}] or [{Head.InFeatures}], and it has {input.Shape}.",
                nameof(input));
        // Only the shape of the scores is looked at: there are none of all classes.
        var classes = new ClassTarget(
            TypeName, input.Narrow(-1, 0, 1).Expand([.. input.Shape.AsSpan()[..^1], NClasses]), target, null, long.MinValue);
        var (rows, labels) = (input.Rank == 1 ? input.Unsqueeze(0) : input, classes.Indices.Flatten());
        var (cluster, output) = (labels, Tensor.Zeros([rows.Size(0)], rows.DType));
        for (var i = 0; i < Tail.Count; i++)
        {
            var isHere = labels.Ge(_bounds[i + 1]).LogicalAnd(labels.Lt(_bounds[i + 2]));
            var places = isHere.Nonzero().Squeeze(1);
            if (places.Count == 0) continue;
            cluster = Tensor.Where(isHere, _bounds[1] + i, cluster);
            var scores = Tail[i].Call(rows.IndexSelect(0, places)).LogSoftmax(1);
            var within = labels.IndexSelect(0, places) - _bounds[i + 1];
            output = output.IndexAdd(0, places, scores.Gather(1, within.Unsqueeze(1)).Squeeze(1));
        }
        output = output + Head.Call(rows).LogSoftmax(1).Gather(1, cluster.Unsqueeze(1)).Squeeze(1);
        return (output.Reshape(target.Shape), -output.Mean());
    }
}
