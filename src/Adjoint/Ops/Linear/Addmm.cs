namespace Adjoint;

public partial class Tensor
{
    /// <summary>A matrix product added to this tensor: β this + α (a b). This tensor broadcasts to the product's shape.</summary>
    /// <param name="a">A matrix [m, k].</param>
    /// <param name="b">A matrix [k, n].</param>
    /// <param name="beta">The factor of this tensor; with 0 it is ignored, NaN and all.</param>
    /// <param name="alpha">The factor of the product.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public Tensor Addmm(Tensor a, Tensor b, Scalar? beta = null, Scalar? alpha = null)
    {
        ArgumentNullException.ThrowIfNull(a);
        var product = a.Mm(b);
        if (Broadcast.Sizes(Layout.Sizes, product.Layout.Sizes) is not { } sizes || !sizes.AsSpan().SequenceEqual(product.Layout.Sizes))
            throw new ArgumentException($"Addmm: shape {Shape} does not broadcast to the product's shape {product.Shape}.");
        if (alpha is { } factor) product = product * factor;
        if (beta is not { } own) return this + product;
        return own.ToDouble() == 0 ? product : this * own + product;
    }
}
