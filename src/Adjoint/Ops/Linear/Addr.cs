namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// The outer product of two vectors added to this tensor: β this + α (a bᵀ). This tensor broadcasts to the product's shape.
    /// </summary>
    /// <param name="a">A vector [m].</param>
    /// <param name="b">A vector [n].</param>
    /// <param name="beta">The factor of this tensor; with 0 it is ignored, NaN and all.</param>
    /// <param name="alpha">The factor of the product.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public Tensor Addr(Tensor a, Tensor b, Scalar? beta = null, Scalar? alpha = null)
    {
        ArgumentNullException.ThrowIfNull(a);
        return Ops.AddProduct.Of(nameof(Addr), this, a.Outer(b), beta, alpha);
    }
}
