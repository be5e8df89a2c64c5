namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// The products of two batches of matrices added to this tensor: β this + α (aᵢ bᵢ). This tensor broadcasts to the products' shape.
    /// </summary>
    /// <param name="a">Matrices [b, m, k].</param>
    /// <param name="b">Matrices [b, k, n].</param>
    /// <param name="beta">The factor of this tensor; with 0 it is ignored, NaN and all.</param>
    /// <param name="alpha">The factor of the products.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public Tensor Baddbmm(Tensor a, Tensor b, Scalar? beta = null, Scalar? alpha = null) =>
        Ops.AddProduct.Of(nameof(Baddbmm), this, a, b, beta, alpha, rank: 3);
}
