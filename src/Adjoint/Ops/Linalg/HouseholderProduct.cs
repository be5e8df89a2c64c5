namespace Adjoint
{
    public static partial class Linalg
    {
        /// <summary>
        /// The first n columns of the product of reflections H₁ H₂ ... Hₖ with Hᵢ = I - τᵢ vᵢ vᵢᵀ, as <see cref="Tensor.Geqrf"/>
        /// gives them: vᵢ stands in column i of <paramref name="a"/> below the diagonal, on which it is 1. Source: PyTorch,
        /// <c>torch.linalg.householder_product</c>.
        /// </summary>
        /// <param name="a">The vectors, [..., m, n] with m ≥ n.</param>
        /// <param name="tau">The factors, [..., k] with k ≤ n.</param>
        /// <exception cref="ArgumentException">The shapes or types do not fit.</exception>
        public static Tensor HouseholderProduct(Tensor a, Tensor tau)
        {
            Ops.Reflectors.Check("Linalg.HouseholderProduct", a, tau);
            if (a.Size(-2) < a.Size(-1))
                throw new ArgumentException(
                    $"Linalg.HouseholderProduct: there must not be fewer rows than columns, and the shape is {a.Shape}.");
            return Ops.HouseholderProduct.Op.Apply(a, tau);
        }
    }

    public partial class Tensor
    {
        /// <summary>The product of reflections: see <see cref="Linalg.HouseholderProduct"/>.</summary>
        /// <inheritdoc cref="Linalg.HouseholderProduct" path="//param|//exception"/>
        public Tensor Orgqr(Tensor tau) => Linalg.HouseholderProduct(this, tau);
    }
}

namespace Adjoint.Ops
{
    internal sealed record HouseholderProduct : Composite
    {
        public static readonly HouseholderProduct Op = new();

        internal override DTypeSet Kernels => DTypeSet.Floating;

        internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs)
        {
            var a = inputs[0];
            var start = Tensor.Eye(a.Size(-2), a.Size(-1), a.DType).Expand(a.Shape);
            return Reflectors.Apply(a, inputs[1], start, transposed: false);
        }

        protected override Spec Infer(ReadOnlySpan<Tensor> inputs) => new(inputs[0].Layout.AsContiguous(), inputs[0].DType);

        protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
        {
            Tensor a = inputs[0].Ready(), tau = inputs[1].Ready();
            long m = a.Size(-2), n = a.Size(-1);
            Elementwise.Convert(output, Tensor.Eye(m, n, a.DType).Expand(a.Shape));
            Matrices.Run(
                new Reflectors.Kernel(m, n, tau.Size(-1), n, false), Shape.CountOf(Matrices.Batch(a).ToArray()), m * n * n, output, a, tau);
        }
    }
}
