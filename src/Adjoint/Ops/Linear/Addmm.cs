namespace Adjoint;

public partial class Tensor
{
    /// <summary>A matrix product added to this tensor: β this + α (a b). This tensor broadcasts to the product's shape.</summary>
    /// <param name="a">A matrix [m, k].</param>
    /// <param name="b">A matrix [k, n].</param>
    /// <param name="beta">The factor of this tensor; with 0 it is ignored, NaN and all.</param>
    /// <param name="alpha">The factor of the product.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public Tensor Addmm(Tensor a, Tensor b, Scalar? beta = null, Scalar? alpha = null) =>
        Ops.AddProduct.Of(nameof(Addmm), this, a, b, beta, alpha);
}
