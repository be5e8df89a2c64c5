namespace Adjoint
{
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
            return Ops.AddProduct.Of(nameof(Addmm), this, a.Mm(b), beta, alpha);
        }
    }
}

namespace Adjoint.Ops
{
    /// <summary>What the operations that add a product to a tensor have in common.</summary>
    internal static class AddProduct
    {
        public static Tensor Of(string operation, Tensor x, Tensor product, Scalar? beta, Scalar? alpha)
        {
            if (Broadcast.Sizes(x.Layout.Sizes, product.Layout.Sizes) is not { } sizes || !sizes.AsSpan().SequenceEqual(product.Layout.Sizes))
                throw new ArgumentException($"{operation}: shape {x.Shape} does not broadcast to the product's shape {product.Shape}.");
            if (alpha is { } factor) product = product * factor;
            if (beta is not { } own) return x + product;
            return own.ToDouble() == 0 ? product : x * own + product;
        }
    }
}
