namespace Adjoint.Nn;

/// <summary>Bags of indices, each a stretch of a vector.</summary>
/// <param name="index">All indices.</param>
/// <param name="starts">Where each bag begins, and at last where the last one ends.</param>
/// <param name="padding">The row that counts for nothing.</param>
/// <param name="byFrequency">Whether gradients are divided by how often a row was taken.</param>
internal readonly struct Bags(Tensor index, Tensor starts, long? padding, bool byFrequency)
{
    /// <summary>The beginnings of the bags of a matrix, or of those that offsets name.</summary>
    public static Tensor Starts(Tensor index, Tensor? offsets, bool includesLast)
    {
        if (index.Rank == 2)
        {
            if (offsets is not null)
                throw new ArgumentException("EmbeddingBag: in a matrix each row is a bag; offsets are for a vector of indices.");
            return Tensor.Arange(index.Size(0) + 1) * index.Size(1);
        }
        if (index.Rank != 1) throw new ArgumentException($"EmbeddingBag: indices are a matrix or a vector, not of shape {index.Shape}.");
        if (offsets is not { Rank: 1 })
            throw new ArgumentException("EmbeddingBag: with a vector of indices a vector of offsets says where bags begin.");
        var all = Tensor.Indices("EmbeddingBag", offsets).ToArray<long>();
        if (includesLast && all.Length == 0)
            throw new ArgumentException("EmbeddingBag: the end of the last bag is missing in the offsets.");
        long[] starts = includesLast ? [.. all[..^1], index.Count] : [.. all, index.Count];
        for (var i = 0; i < starts.Length; i++)
        {
            var least = i == 0 ? 0 : starts[i - 1];
            if (i == 0 && starts.Length > 1 && starts[0] != 0 || starts[i] < least || starts[i] > index.Count)
                throw new ArgumentException(
                    $"EmbeddingBag: offset {starts[i]} at position {i} does not fit {index.Count} indices; " +
                    "offsets begin with 0 and ascend.");
        }
        return Tensor.From(starts);
    }

    long Count => starts.Count - 1;

    /// <summary>One row for each bag.</summary>
    public Tensor Reduce(Tensor table, BagMode mode, Tensor? factors)
    {
        if (mode == BagMode.Max) return Largest(table);
        factors ??= Tensor.Ones([index.Count], table.DType);
        if (factors.DType != table.DType) throw new ArgumentException(
            $"EmbeddingBag: the table is {table.DType}, but the weights are {factors.DType}; " +
            "convert one of them with To.");
        if (padding is { } row) factors = factors.MaskedFill(index.Eq(row), 0);
        if (mode == BagMode.Mean) factors = factors / Members().To(table.DType).ClampMin(1).IndexSelect(0, Numbers());
        if (!byFrequency) return table.SumBags(index, starts, factors);
        var rows = table.Rows("EmbeddingBag", index, padding, byFrequency) * factors.Unsqueeze(-1);
        return Tensor.Zeros([Count, table.Size(1)], table.DType).IndexAdd(0, Numbers(), rows);
    }

    // The number of each index's bag.
    Tensor Numbers() => Tensor.Arange(Count).RepeatInterleave(Lengths());

    Tensor Lengths() => starts.Narrow(0, 1, Count) - starts.Narrow(0, 0, Count);

    // How many indices of each bag count.
    Tensor Members() => padding is { } row
        ? Tensor.Zeros([Count], DType.Int64).IndexAdd(0, Numbers(), index.Ne(row).To(DType.Int64))
        : Lengths();

    // Bags side by side, as long as the longest, with places that hold nothing.
    Tensor Largest(Tensor table)
    {
        var longest = Count == 0 || index.Count == 0 ? 0 : Lengths().Max().Item<long>();
        if (longest == 0) return Tensor.Zeros([Count, table.Size(1)], table.DType) + 0 * table.Sum();
        var place = Tensor.Arange(longest).Unsqueeze(0);
        var isEmpty = place.Ge(Lengths().Unsqueeze(1));
        var at = (starts.Narrow(0, 0, Count).Unsqueeze(1) + place).ClampMax(index.Count - 1);
        var indices = index.IndexSelect(0, at.Reshape(-1)).Reshape(Count, longest);
        if (padding is { } row) isEmpty = isEmpty.LogicalOr(indices.Eq(row));
        var rows = table.Rows("EmbeddingBag", indices, padding, byFrequency: false).MaskedFill(
            isEmpty.Unsqueeze(-1), double.NegativeInfinity);
        return rows.Max(1).Values.MaskedFill(isEmpty.All(1).Unsqueeze(-1), 0);
    }
}
