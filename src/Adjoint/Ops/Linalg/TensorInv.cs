namespace Adjoint;

public static partial class Linalg
{
    /// <summary>
    /// The inverse with respect to <see cref="Tensor.Tensordot(Tensor, Tensor, int)"/> over <paramref name="ind"/> dimensions: the
    /// first dimensions, taken as one, must be as long as the rest taken as one. Source: PyTorch, <c>torch.linalg.tensorinv</c>.
    /// </summary>
    /// <param name="a">Float32 or Float64.</param>
    /// <param name="ind">How many dimensions are the first ones.</param>
    /// <returns>A tensor with the rest of the dimensions first.</returns>
    /// <exception cref="ArgumentException">The products of sizes differ, or there are not so many dimensions.</exception>
    /// <exception cref="LinalgException">The matrix in question is singular.</exception>
    public static Tensor TensorInv(Tensor a, int ind = 2)
    {
        ArgumentNullException.ThrowIfNull(a);
        if (ind <= 0 || ind > a.Rank)
            throw new ArgumentException($"Linalg.TensorInv: ind is a number of dimensions of {a.Shape}, from 1 on, not {ind}.");
        long[] first = [.. a.Shape.AsSpan()[..ind]], rest = [.. a.Shape.AsSpan()[ind..]];
        var (rows, columns) = (Shape.CountOf(first), Shape.CountOf(rest));
        if (rows != columns)
            throw new ArgumentException(
                $"Linalg.TensorInv: the first {ind} dimensions of {a.Shape} hold {rows} elements and the rest {columns}; " +
                "both must be equal.");
        return Inv(a.Reshape(rows, columns)).Reshape([.. rest, .. first]);
    }

    /// <summary>
    /// The tensor X whose product with A over all dimensions of X, <c>Tensordot(A, X, X.Rank)</c>, is B. Source: PyTorch,
    /// <c>torch.linalg.tensorsolve</c>.
    /// </summary>
    /// <param name="a">Float32 or Float64.</param>
    /// <param name="b">The result, of the shape of the first dimensions of A.</param>
    /// <param name="dims">Dimensions of A that are moved to its end first.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <exception cref="LinalgException">The matrix in question is singular.</exception>
    public static Tensor TensorSolve(Tensor a, Tensor b, ReadOnlySpan<int> dims = default)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var moved = dims.Length == 0 ? a : a.Movedim(dims, [.. Enumerable.Range(a.Rank - dims.Length, dims.Length)]);
        if (moved.Rank < b.Rank)
            throw new ArgumentException($"Linalg.TensorSolve: A of shape {a.Shape} has fewer dimensions than B of shape {b.Shape}.");
        long[] unknowns = [.. moved.Shape.AsSpan()[b.Rank..]];
        if (Shape.CountOf(unknowns) != b.Count || moved.Count != b.Count * b.Count)
            throw new ArgumentException(
                $"Linalg.TensorSolve: A of shape {moved.Shape} and B of shape {b.Shape} are no square system: behind the dimensions of B " +
                "must be as many elements as B has.");
        return Solve(moved.Reshape(b.Count, b.Count), b.Reshape(b.Count)).Reshape(unknowns);
    }
}
