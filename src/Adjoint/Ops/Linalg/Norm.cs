namespace Adjoint;

public static partial class Linalg
{
    /// <summary>
    /// The p-norm of elements taken as one vector: see <see cref="Tensor.Norm(double, ReadOnlySpan{int}, bool, DType?)"/>.
    /// </summary>
    /// <param name="x">Numbers of a floating-point type.</param>
    /// <param name="ord">The order.</param>
    /// <param name="dims">The dimensions that are reduced; none means all.</param>
    /// <param name="keepDim">Whether they stay, with size 1.</param>
    /// <param name="dtype">The type to convert to first.</param>
    /// <inheritdoc cref="Tensor.Norm(double, ReadOnlySpan{int}, bool, DType?)" path="/exception"/>
    public static Tensor VectorNorm(Tensor x, double ord = 2, ReadOnlySpan<int> dims = default, bool keepDim = false, DType? dtype = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Norm(ord, dims, keepDim, dtype);
    }

    /// <summary>
    /// A norm of vectors or matrices. Without an order the length, 2, of all elements along <paramref name="dims"/>; with one,
    /// <see cref="VectorNorm"/> along one dimension, or <see cref="MatrixNorm(Tensor, double, ReadOnlySpan{int}, bool, DType?)"/>
    /// over two. Source: PyTorch, <c>torch.linalg.norm</c>.
    /// </summary>
    /// <param name="x">Numbers of a floating-point type.</param>
    /// <param name="ord">The order.</param>
    /// <param name="dims">One or two dimensions; if left out all of them, one or two where there is an order.</param>
    /// <param name="keepDim">Whether they stay, with size 1.</param>
    /// <param name="dtype">The type to convert to first.</param>
    /// <exception cref="ArgumentException">An order is given, and there are not one or two dimensions;
    /// or there is no such norm.</exception>
    public static Tensor Norm(Tensor x, double? ord = null, ReadOnlySpan<int> dims = default, bool keepDim = false, DType? dtype = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (ord is not { } order) return x.Norm(2, dims, keepDim, dtype);
        return (dims.Length == 0 ? x.Rank : dims.Length) switch
        {
            1 => x.Norm(order, dims, keepDim, dtype),
            2 => MatrixNorm(x, order, dims, keepDim, dtype),
            var count => throw new ArgumentException(
                $"Linalg.Norm: a norm of order {order} is of one or two dimensions, not of {count}; name them, or use VectorNorm."),
        };
    }

    /// <summary>
    /// The Frobenius or nuclear norm of matrices: see <see cref="MatrixNorm(Tensor, MatrixNormKind, ReadOnlySpan{int}, bool, DType?)"/>.
    /// </summary>
    /// <inheritdoc cref="MatrixNorm(Tensor, MatrixNormKind, ReadOnlySpan{int}, bool, DType?)" path="//param|//exception"/>
    /// <param name="x">Numbers of a floating-point type.</param>
    public static Tensor Norm(Tensor x, MatrixNormKind ord, ReadOnlySpan<int> dims = default, bool keepDim = false, DType? dtype = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        return dims.Length == 0 && x.Rank != 2
            ? throw new ArgumentException($"Linalg.Norm: which two dimensions of shape {x.Shape} are the matrix? Name them.")
            : MatrixNorm(x, ord, dims, keepDim, dtype);
    }
}
