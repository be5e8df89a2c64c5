namespace Adjoint.Nn;

/// <summary>
/// Sequences of several lengths without padding: the first elements of all of them, the longest sequence first, then the second
/// elements of those that have one, and so on.
/// </summary>
public sealed class PackedSequence
{
    internal PackedSequence(Tensor data, long[] batchSizes, Tensor? sortedIndices, Tensor? unsortedIndices) =>
        (Data, BatchSizes, SortedIndices, UnsortedIndices) = (data, batchSizes, sortedIndices, unsortedIndices);

    /// <summary>The elements, [sum of the lengths, ...].</summary>
    public Tensor Data { get; }

    /// <summary>How many sequences have a first element, a second one, and so on.</summary>
    public IReadOnlyList<long> BatchSizes { get; }

    /// <summary>Where the sequences stood before they were sorted by length; null if they were not.</summary>
    public Tensor? SortedIndices { get; }

    /// <summary>Where each sequence stands now; null if they were not sorted.</summary>
    public Tensor? UnsortedIndices { get; }

    internal PackedSequence With(Tensor data) => new(data, [.. BatchSizes], SortedIndices, UnsortedIndices);
}

public static partial class Functional
{
    /// <summary>Takes the padding out of a batch of sequences [length, batch, ...].</summary>
    /// <param name="input">The padded sequences.</param>
    /// <param name="lengths">The length of each.</param>
    /// <param name="batchFirst">Whether they are [batch, length, ...].</param>
    /// <param name="enforceSorted">Whether they must come sorted, the longest first; otherwise they are sorted here.</param>
    /// <exception cref="ArgumentException">The lengths do not fit the input, one is not positive, or they are not sorted.</exception>
    public static PackedSequence PackPaddedSequence(
        Tensor input, ReadOnlySpan<long> lengths, bool batchFirst = false, bool enforceSorted = true)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Rank < 2)
            throw new ArgumentException($"PackPaddedSequence: the input must be [length, batch, ...], and its shape is {input.Shape}.");
        var x = batchFirst ? input.Transpose(0, 1) : input;
        var sizes = lengths.ToArray();
        if (sizes.Length != x.Size(1) || sizes.Length == 0)
            throw new ArgumentException(
                $"PackPaddedSequence: there are {sizes.Length} lengths for {x.Size(1)} sequences, in an input of shape {input.Shape}.");
        if (Array.Exists(sizes, size => size <= 0 || size > x.Size(0)))
            throw new ArgumentException(
                $"PackPaddedSequence: lengths must be between 1 and {x.Size(0)}, and are [{string.Join(", ", sizes)}].");
        long[] order = [.. Enumerable.Range(0, sizes.Length).OrderByDescending(i => sizes[i]).Select(i => (long)i)];
        long[] sorted = [.. order.Select(i => sizes[i])];
        if (enforceSorted && !sorted.AsSpan().SequenceEqual(sizes))
            throw new ArgumentException(
                $"PackPaddedSequence: the lengths [{string.Join(", ", sizes)}] must come sorted, the longest first; " +
                "or give enforceSorted: false.");
        var rows = new List<long>();
        var steps = new long[sorted[0]];
        for (var t = 0; t < steps.Length; t++)
        {
            for (var i = 0; i < sorted.Length && sorted[i] > t; i++, steps[t]++) rows.Add(t * x.Size(1) + order[i]);
        }
        var data = x.Reshape([x.Size(0) * x.Size(1), .. x.Shape.AsSpan()[2..]]).IndexSelect(0, Tensor.From<long>([.. rows]));
        if (enforceSorted) return new(data, steps, null, null);
        var places = new long[order.Length];
        for (var i = 0; i < order.Length; i++) places[order[i]] = i;
        return new(data, steps, Tensor.From<long>(order), Tensor.From<long>(places));
    }

    /// <summary>Puts the padding back: the opposite of <see cref="PackPaddedSequence"/>.</summary>
    /// <param name="sequence">The packed sequences.</param>
    /// <param name="batchFirst">Whether the result is [batch, length, ...] rather than [length, batch, ...].</param>
    /// <param name="paddingValue">What stands behind the end of a sequence.</param>
    /// <param name="totalLength">The length of the result; that of the longest sequence if left out.</param>
    /// <returns>The padded sequences in their first order, and the length of each.</returns>
    /// <exception cref="ArgumentException">A sequence is longer than <paramref name="totalLength"/>.</exception>
    public static (Tensor Output, long[] Lengths) PadPackedSequence(
        PackedSequence sequence, bool batchFirst = false, double paddingValue = 0, long? totalLength = null)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        var steps = sequence.BatchSizes;
        var (length, batch) = (totalLength ?? steps.Count, (int)steps[0]);
        if (length < steps.Count) throw new ArgumentException(
            $"PadPackedSequence: the longest sequence has {steps.Count} elements, " +
            $"more than the total length {length}.");
        long[] order = sequence.UnsortedIndices?.ToArray<long>() ?? [.. Enumerable.Range(0, batch).Select(i => (long)i)];
        var rows = new long[length * batch];
        var lengths = new long[batch];
        var data = sequence.Data;
        Array.Fill(rows, data.Size(0));
        for (long t = 0, first = 0; t < steps.Count; first += steps[(int)t++])
        {
            for (var i = 0; i < batch; i++)
            {
                if (order[i] >= steps[(int)t]) continue;
                rows[t * batch + i] = first + order[i];
                lengths[i]++;
            }
        }
        // One more row, for all that is behind an end.
        var padding = Tensor.Full([1, .. data.Shape.AsSpan()[1..]], paddingValue, data.DType);
        var output = Tensor.Cat([data, padding]).IndexSelect(0, Tensor.From<long>(rows))
            .Reshape([length, batch, .. data.Shape.AsSpan()[1..]]);
        return (batchFirst ? output.Transpose(0, 1) : output, lengths);
    }

    /// <summary>Sequences [length, ...] of several lengths side by side, padded to the longest: [length, batch, ...].</summary>
    /// <param name="sequences">The sequences.</param>
    /// <param name="batchFirst">Whether the result is [batch, length, ...].</param>
    /// <param name="paddingValue">What stands behind the end of a sequence.</param>
    /// <exception cref="ArgumentException">There are no sequences, or their other sizes differ.</exception>
    public static Tensor PadSequence(ReadOnlySpan<Tensor> sequences, bool batchFirst = false, double paddingValue = 0)
    {
        if (sequences.Length == 0) throw new ArgumentException("PadSequence: there are no sequences.");
        var length = Lengths(nameof(PadSequence), sequences).Max();
        var padded = new Tensor[sequences.Length];
        for (var i = 0; i < padded.Length; i++)
        {
            var rest = Tensor.Full([length - sequences[i].Size(0), .. sequences[i].Shape.AsSpan()[1..]], paddingValue, sequences[i].DType);
            padded[i] = Tensor.Cat([sequences[i], rest]);
        }
        return Tensor.Stack(padded, batchFirst ? 0 : 1);
    }

    /// <summary>Packs sequences [length, ...] of several lengths.</summary>
    /// <param name="sequences">The sequences.</param>
    /// <param name="enforceSorted">Whether they must come sorted, the longest first; otherwise they are sorted here.</param>
    /// <exception cref="ArgumentException">There are no sequences, one is empty, their other sizes differ,
    /// or they are not sorted.</exception>
    public static PackedSequence PackSequence(ReadOnlySpan<Tensor> sequences, bool enforceSorted = true)
    {
        var lengths = Lengths(nameof(PackSequence), sequences);
        return PackPaddedSequence(PadSequence(sequences), lengths, enforceSorted: enforceSorted);
    }

    static long[] Lengths(string operation, ReadOnlySpan<Tensor> sequences)
    {
        var lengths = new long[sequences.Length];
        for (var i = 0; i < lengths.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(sequences[i], nameof(sequences));
            lengths[i] = sequences[i].Rank > 0
                ? sequences[i].Size(0)
                : throw new ArgumentException(
                    $"{operation}: sequence {i} is a single number; Reshape(1) makes it one of length 1.", nameof(sequences));
        }
        return lengths;
    }
}
