namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The inverse of A, given this tensor as its Cholesky factor: (L Lᵀ)⁻¹, or (Uᵀ U)⁻¹ with <paramref name="upper"/>. Only
        /// that triangle is read; the gradient, as PyTorch's, is that of the formula and has numbers in both. Source: PyTorch,
        /// <c>torch.cholesky_inverse</c>.
        /// </summary>
        /// <exception cref="ArgumentException">The tensor is no square matrix of Float32 or Float64.</exception>
        public Tensor CholeskyInverse(bool upper = false)
        {
            Ops.Matrices.CheckSquare(nameof(CholeskyInverse), this);
            return new Ops.CholeskyInverse(upper).Apply(this);
        }
    }
}

namespace Adjoint.Ops
{
    internal sealed record CholeskyInverse(bool Upper) : Primitive
    {
        internal override Reads Reads(int input) => Adjoint.Reads.First | Adjoint.Reads.Output;

        internal override Tensor Evaluate(ReadOnlySpan<Tensor> inputs)
        {
            using var mode = Autograd.NoGrad();
            var x = inputs[0];
            var inverse = Linalg.SolveTriangular(Upper ? x.Mt : x, Matrices.Identity([], x.Size(-1), x.DType), upper: false);
            return inverse.Mt.Matmul(inverse);
        }

        protected override Tensor Derivative(int input, Tensor g, Saved saved)
        {
            var (x, y) = (saved.Input(0), saved.Output);
            var middle = y.Matmul(g + g.Mt).Matmul(y);
            return Upper ? -x.Matmul(middle) : -middle.Matmul(x);
        }
    }
}
