namespace Adjoint.Nn;

/// <summary>The sequences of a <see cref="CTCLoss"/>, checked, and in one form for all that are allowed.</summary>
internal sealed class LabelSequences
{
    const string Loss = nameof(CTCLoss);

    /// <exception cref="ArgumentException">The shapes or types do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative or too large, or a label or the blank is not a class.</exception>
    public LabelSequences(Tensor logProbs, Tensor targets, Tensor inputLengths, Tensor targetLengths, long blank)
    {
        ArgumentNullException.ThrowIfNull(logProbs);
        ArgumentNullException.ThrowIfNull(targets);
        if (logProbs.Rank is not (2 or 3)) throw new ArgumentException(
            $"{Loss}: the log-probabilities must have shape [T, N, C] or [T, C], " +
            $"and they have {logProbs.Shape}.", nameof(logProbs));
        Checks.Floating(Loss, logProbs);
        if (!targets.DType.IsInteger)
            throw new ArgumentException(
                $"{Loss}: the targets must be the numbers of classes, of Int64, not {targets.DType}.", nameof(targets));
        LogProbs = logProbs.Rank == 2 ? logProbs.Unsqueeze(1) : logProbs;
        Labels = targets.Detach().To(DType.Int64).Flatten().Contiguous();

        var (steps, batch, classes) = (LogProbs.Size(0), LogProbs.Size(1), LogProbs.Size(2));
        if (blank < 0 || blank >= classes)
            throw new ArgumentOutOfRangeException(
                nameof(blank), blank, $"{Loss}: there are {classes} classes, numbered from 0, and the blank is {blank}.");
        var times = Lengths(inputLengths, nameof(inputLengths), batch, steps);
        var isPadded = targets.Rank == 2;
        var counts = Lengths(targetLengths, nameof(targetLengths), batch, isPadded ? targets.Size(1) : targets.Count);
        if (isPadded && targets.Size(0) != batch || targets.Rank is not (1 or 2) || !isPadded && counts.Sum() != targets.Count)
        {
            throw new ArgumentException(
                $"{Loss}: {batch} sequences have {counts.Sum()} labels in all, " +
                $"so the targets must have shape [{batch}, S] or [{counts.Sum()}], and they have {targets.Shape}.", nameof(targets));
        }
        var table = new long[batch, 3];
        for (long n = 0, start = 0; n < batch; start += isPadded ? targets.Size(1) : counts[n], n++)
        {
            CheckLabels(Labels.AsSpan<long>().Slice((int)start, (int)counts[n]), classes, blank);
            (table[n, 0], table[n, 1], table[n, 2]) = (times[n], start, counts[n]);
        }
        Table = Tensor.From(table);
    }

    /// <summary>Log-probabilities, [T, N, C].</summary>
    public Tensor LogProbs { get; }

    /// <summary>All labels, one behind the other.</summary>
    public Tensor Labels { get; }

    /// <summary>For each sequence how many steps of time there are, where its labels begin and how many there are, [N, 3].</summary>
    public Tensor Table { get; }

    static long[] Lengths(Tensor lengths, string name, long batch, long most)
    {
        ArgumentNullException.ThrowIfNull(lengths, name);
        if (!lengths.DType.IsInteger) throw new ArgumentException($"{Loss}: {name} must be of Int64, not {lengths.DType}.", name);
        if (lengths.Rank > 1 || lengths.Count != batch)
            throw new ArgumentException(
                $"{Loss}: there are {batch} sequences, so {name} must have shape [{batch}], and the shape is {lengths.Shape}.", name);
        var numbers = lengths.To(DType.Int64).ToArray<long>();
        foreach (var number in numbers)
        {
            if (number < 0 || number > most)
                throw new ArgumentOutOfRangeException(
                    name, number, $"{Loss}: of {name} each must be from 0 to {most}, and one is {number}.");
        }
        return numbers;
    }

    static void CheckLabels(ReadOnlySpan<long> targets, long classes, long blank)
    {
        foreach (var label in targets)
        {
            if (label < 0 || label >= classes || label == blank)
                throw new ArgumentOutOfRangeException(nameof(targets), label,
                    $"{Loss}: there are {classes} classes, numbered from 0, of which {blank} is the blank, and a label is {label}.");
        }
    }
}
