namespace Adjoint;

/// <summary>
/// A matrix has numbers an operation of <see cref="Linalg"/> cannot work with: it is singular, not positive definite, or not
/// finite. The message says which matrix of a batch.
/// </summary>
public sealed class LinalgException : ArithmeticException
{
    internal LinalgException(string message, long batch) : base(message) => Batch = batch;

    /// <summary>Which matrix it was, counted through the batch in row-major order; 0 for a single one.</summary>
    public long Batch { get; }

    /// <summary>Throws for the first matrix whose <paramref name="info"/> is not 0.</summary>
    /// <param name="problem">What is wrong with it, given its info.</param>
    internal static void Check(string operation, Tensor info, Func<int, string> problem)
    {
        var all = info.ToArray<int>();
        var first = Array.FindIndex(all, value => value != 0);
        if (first < 0) return;
        throw new LinalgException($"{operation}: {Which(info.Shape, first)} {problem(all[first])}", first);
    }

    static string Which(Shape batch, long index)
    {
        if (batch.Rank == 0) return "the matrix";
        var indices = new long[batch.Rank];
        for (var d = batch.Rank - 1; d >= 0; d--) (index, indices[d]) = Math.DivRem(index, batch[d]);
        return $"matrix [{string.Join(", ", indices)}] of the batch";
    }
}
