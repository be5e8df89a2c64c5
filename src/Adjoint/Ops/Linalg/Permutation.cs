namespace Adjoint.Ops;

/// <summary>Rows in the order that the pivots of an LU factorization make: exchanges, one after the other.</summary>
internal static class Permutation
{
    /// <summary>The rows of <paramref name="a"/> in the order of the factors.</summary>
    /// <exception cref="ArgumentException">A pivot is not the number of a row.</exception>
    public static Tensor Do(string operation, Tensor a, Tensor pivots) => Rows(a, Order(operation, pivots, a.Size(-2)));

    /// <summary>The opposite of <see cref="Do"/>.</summary>
    /// <exception cref="ArgumentException">A pivot is not the number of a row.</exception>
    public static Tensor Undo(string operation, Tensor a, Tensor pivots) => Rows(a, Order(operation, pivots, a.Size(-2)).ArgSort());

    static Tensor Rows(Tensor a, Tensor order)
    {
        var batch = Broadcast.Sizes(Matrices.Batch(a), order.Shape.AsSpan()[..^1])!;
        return a.Expand([.. batch, .. a.Shape.AsSpan()[^2..]]).TakeAlongDim(
            order.Unsqueeze(-1).Expand([.. batch, .. a.Shape.AsSpan()[^2..]]), -2);
    }

    // Which row comes to stand where, [..., rows].
    static Tensor Order(string operation, Tensor pivots, long rows)
    {
        var (exchanges, steps) = (pivots.ToArray<int>(), (int)pivots.Size(-1));
        var batch = pivots.Shape.AsSpan()[..^1].ToArray();
        var order = new long[Shape.CountOf(batch) * rows];
        for (long b = 0; b * rows < order.Length; b++)
        {
            var one = order.AsSpan((int)(b * rows), (int)rows);
            for (var i = 0; i < one.Length; i++) one[i] = i;
            for (var i = 0; i < steps; i++)
            {
                var other = exchanges[b * steps + i] - 1;
                if ((uint)other >= (uint)rows)
                    throw new ArgumentException(
                        $"{operation}: pivot {i} exchanges row {i + 1} with row {other + 1}, and there are rows 1 to {rows}; " +
                        "pass the pivots that Linalg.LuFactor gave.", nameof(pivots));
                (one[i], one[other]) = (one[other], one[i]);
            }
        }
        return Tensor.From<long>(order, [.. batch, rows]);
    }
}
