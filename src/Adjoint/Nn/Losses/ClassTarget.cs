namespace Adjoint.Nn;

/// <summary>Which class each element should be in, checked against the input of a loss, and how much each counts.</summary>
internal sealed class ClassTarget
{
    readonly string _loss;
    readonly long _ignoreIndex;
    readonly Tensor _indices;
    readonly Tensor? _counts;
    readonly Tensor? _weights;

    /// <exception cref="ArgumentException">The shapes do not fit, or the target is not of integers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is not the number of a class.</exception>
    public ClassTarget(string loss, Tensor input, Tensor target, Tensor? weight, long ignoreIndex)
    {
        ArgumentNullException.ThrowIfNull(target);
        (_loss, _ignoreIndex) = (loss, ignoreIndex);
        Dim = DimOf(loss, input);
        Classes = input.Size(Dim);
        CheckShapes(loss, input, Dim, target, weight);

        _indices = target.Detach().To(DType.Int64).Contiguous();
        if (HasIgnored(target))
        {
            _counts = _indices.Ne(ignoreIndex);
            _indices = Tensor.Where(_counts, _indices, 0);
        }
        if (weight is null) return;
        _weights = weight.IndexSelect(0, _indices.Flatten()).Reshape(_indices.Shape);
        if (_counts is not null) _weights *= _counts.To(_weights.DType);
    }

    /// <summary>The classes, of Int64; 0 where one does not count.</summary>
    public Tensor Indices => _indices;

    /// <summary>The dimension of the classes.</summary>
    public int Dim { get; }

    /// <summary>How many classes there are.</summary>
    public long Classes { get; }

    /// <summary>The dimension of the classes in the input of a loss.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static int DimOf(string loss, Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Rank switch
        {
            0 => throw new ArgumentException(
                $"{loss}: the input must have shape [C], [N, C] or [N, C, ...], and it is zero-dimensional.", nameof(input)),
            1 => 0,
            _ => 1,
        };
    }

    /// <exception cref="ArgumentException">The shapes do not fit, or the target is not of integers.</exception>
    public static void CheckShapes(string loss, Tensor input, int dim, Tensor target, Tensor? weight)
    {
        if (!target.DType.IsInteger)
            throw new ArgumentException(
                $"{loss}: the target must be the numbers of classes, of Int64, not {target.DType}.", nameof(target));
        ReadOnlySpan<long> sizes = input.Shape, wanted = target.Shape;
        if (wanted.Length != sizes.Length - 1 || !sizes[..dim].SequenceEqual(wanted[..dim])
            || !sizes[(dim + 1)..].SequenceEqual(wanted[dim..]))
        {
            long[] expected = [.. sizes[..dim], .. sizes[(dim + 1)..]];
            throw new ArgumentException(
                $"{loss}: the input has shape {input.Shape}, so the target must have shape {Shape.Create(expected)}, " +
                $"and it has {target.Shape}.", nameof(target));
        }
        CheckWeight(loss, weight, sizes[dim]);
    }

    /// <exception cref="ArgumentException">There is not one weight for each class.</exception>
    public static void CheckWeight(string loss, Tensor? weight, long classes)
    {
        if (weight is not null && (weight.Rank != 1 || weight.Count != classes))
            throw new ArgumentException(
                $"{loss}: there are {classes} classes, so the weight must have shape [{classes}], and it has {weight.Shape}.",
                nameof(weight));
    }

    /// <summary>Samples one below the other, [N, C], of one or several: [], [C] or [N, C].</summary>
    /// <exception cref="ArgumentException">The input has another shape, or no classes.</exception>
    public static Tensor Rows(string loss, Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Rank > 2 || input.Rank > 0 && input.Size(-1) == 0)
            throw new ArgumentException(
                $"{loss}: the input must have shape [C] or [N, C] with at least one class, and it has {input.Shape}.", nameof(input));
        return input.Rank switch { 0 => input.Reshape(1, 1), 1 => input.Unsqueeze(0), _ => input };
    }

    /// <summary>For each element what the input says of its class.</summary>
    public Tensor Pick(Tensor input) => input.Gather(Dim, _indices.Unsqueeze(Dim)).Squeeze(Dim);

    /// <summary>Zero for the class of each element.</summary>
    public Tensor WithoutTarget(Tensor terms) => terms.Scatter(Dim, _indices.Unsqueeze(Dim), 0);

    /// <summary>Multiplies losses by the weights of the classes.</summary>
    public Tensor Weigh(Tensor losses) => Mask(_weights is null ? losses : losses * _weights);

    /// <summary>Zero for what does not count.</summary>
    public Tensor Mask(Tensor losses) => _counts is null ? losses : Tensor.Where(_counts, losses, Tensor.Zeros([], losses.DType));

    /// <summary>Losses, which are zero for what does not count, one by one, as sum, or divided by the sum of the weights.</summary>
    public Tensor Reduce(Tensor losses, Reduction reduction) => reduction switch
    {
        Reduction.None => losses,
        Reduction.Sum => losses.Sum(),
        Reduction.Mean when _weights is not null => losses.Sum() / _weights.Sum(),
        Reduction.Mean when _counts is not null => losses.Sum() / _counts.Sum(),
        Reduction.Mean => losses.Mean(),
        _ => throw NoReduction(reduction),
    };

    /// <summary>What a number that is no reduction leads to.</summary>
    public static ArgumentOutOfRangeException NoReduction(Reduction reduction) => new(nameof(reduction), reduction,
        reduction == Reduction.BatchMean
            ? "BatchMean is a reduction of KLDivLoss alone; others are Mean, Sum or None."
            : "A reduction is Mean, Sum or None.");

    bool HasIgnored(Tensor target)
    {
        var found = false;
        foreach (var index in _indices.AsSpan<long>())
        {
            if (index == _ignoreIndex)
                found = true;
            else
                Require.Class(_loss, index, Classes, nameof(target));
        }
        return found;
    }
}
