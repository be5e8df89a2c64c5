namespace Adjoint;

public partial class Tensor
{
    /// <summary>The tensor itself, or, zero-dimensional, as a vector of one element.</summary>
    public Tensor AtLeast1d() => AtLeast(1);

    /// <summary>The tensor itself; a vector as a matrix of one row, and a zero-dimensional tensor as one of one element.</summary>
    public Tensor AtLeast2d() => AtLeast(2);

    /// <summary>
    /// The tensor itself; a matrix with a third dimension of size 1 behind, a vector with one before and one behind, a
    /// zero-dimensional tensor with three.
    /// </summary>
    public Tensor AtLeast3d() => AtLeast(3);

    Tensor AtLeast(int rank)
    {
        var x = this;
        while (x.Rank < rank) x = x.Unsqueeze(x.Rank == 2 ? -1 : 0);
        return x;
    }

    static Tensor[] AtLeast(int rank, ReadOnlySpan<Tensor> tensors)
    {
        var result = new Tensor[tensors.Length];
        for (var i = 0; i < result.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(tensors[i], nameof(tensors));
            result[i] = tensors[i].AtLeast(rank);
        }
        return result;
    }
}
