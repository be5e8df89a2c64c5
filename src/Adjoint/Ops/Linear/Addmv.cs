namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// The product of a matrix and a vector added to this tensor: β this + α (a v). This tensor broadcasts to the product's shape.
    /// </summary>
    /// <param name="a">A matrix [m, k].</param>
    /// <param name="vector">A vector [k].</param>
    /// <param name="beta">The factor of this tensor; with 0 it is ignored, NaN and all.</param>
    /// <param name="alpha">The factor of the product.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public Tensor Addmv(Tensor a, Tensor vector, Scalar? beta = null, Scalar? alpha = null)
    {
        Ops.Rank.Check(nameof(Addmv), a, 2);
        Ops.Rank.Check(nameof(Addmv), vector, 1);
        Ops.Matmul.CheckInner(nameof(Addmv), a, vector);
        Ops.AddProduct.CheckSizes(nameof(Addmv), this, [a.Size(0)]);
        return Ops.AddProduct.Of(nameof(Addmv), Rank == 0 ? this : Unsqueeze(-1), a, vector.Unsqueeze(1), beta, alpha).Squeeze(-1);
    }
}
