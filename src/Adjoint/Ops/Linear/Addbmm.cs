namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// The sum of the products of two batches of matrices added to this tensor: β this + α Σ aᵢ bᵢ. This tensor broadcasts to
    /// the shape of a product.
    /// </summary>
    /// <param name="a">Matrices [b, m, k].</param>
    /// <param name="b">Matrices [b, k, n].</param>
    /// <param name="beta">The factor of this tensor; with 0 it is ignored, NaN and all.</param>
    /// <param name="alpha">The factor of the sum.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public Tensor Addbmm(Tensor a, Tensor b, Scalar? beta = null, Scalar? alpha = null)
    {
        Ops.Rank.Check(nameof(Addbmm), a, 3);
        Ops.Rank.Check(nameof(Addbmm), b, 3);
        if (a.Size(0) != b.Size(0)) throw new ArgumentException($"Addbmm: the batches of {a.Shape} and {b.Shape} differ.");
        Ops.Matmul.CheckInner(nameof(Addbmm), a, b);
        // The sum is one product with the batch as a part of the inner dimension.
        var (rows, columns) = (a.Transpose(0, 1).Reshape(a.Size(1), a.Size(0) * a.Size(2)), b.Reshape(b.Size(0) * b.Size(1), b.Size(2)));
        return Ops.AddProduct.Of(nameof(Addbmm), this, rows, columns, beta, alpha);
    }
}
