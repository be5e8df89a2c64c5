namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// A copy turned by 90 degrees <paramref name="k"/> times in the plane of two dimensions, from the first towards the
    /// second.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    /// <exception cref="ArgumentException">Both dimensions are the same.</exception>
    public Tensor Rot90(int k = 1, int dim0 = 0, int dim1 = 1)
    {
        (dim0, dim1) = (Ops.Split.CheckDim(nameof(Rot90), this, dim0), Dim.Wrap(dim1, Rank));
        if (dim0 == dim1) throw new ArgumentException($"Rot90: a plane needs two dimensions, and dimension {dim0} is named twice.");
        return (k & 3) switch
        {
            0 => Clone(),
            1 => Flip(dim1).Transpose(dim0, dim1),
            2 => Flip(dim0, dim1),
            _ => Flip(dim0).Transpose(dim0, dim1),
        };
    }
}
