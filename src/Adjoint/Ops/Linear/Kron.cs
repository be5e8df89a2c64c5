namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// The Kronecker product: for matrices, blocks of the other matrix, each multiplied by one element of this one. For other
    /// numbers of dimensions likewise; the tensor with fewer gets leading ones. Source: PyTorch, <c>torch.kron</c>.
    /// </summary>
    public Tensor Kron(Tensor other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var rank = Math.Max(Rank, other.Rank);
        var (left, right, sizes) = (new long[2 * rank], new long[2 * rank], new long[rank]);
        for (var i = 0; i < rank; i++)
        {
            var (a, b) = (SizeOrOne(this, i - rank), SizeOrOne(other, i - rank));
            (left[2 * i], left[2 * i + 1], right[2 * i], right[2 * i + 1], sizes[i]) = (a, 1, 1, b, a * b);
        }
        return (Reshape(left) * other.Reshape(right)).Reshape(sizes);
    }

    static long SizeOrOne(Tensor x, int dim) => -dim <= x.Rank ? x.Size(dim) : 1;
}
