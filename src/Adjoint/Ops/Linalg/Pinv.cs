namespace Adjoint
{
    public static partial class Linalg
    {
        /// <summary>
        /// The pseudoinverse (Moore and Penrose) of each matrix: [..., m, n] gives [..., n, m]. Singular values up to
        /// max(atol, rtol · the largest) count as 0. The derivative is that among matrices of the same rank. Source: PyTorch,
        /// <c>torch.linalg.pinv</c>.
        /// </summary>
        /// <param name="a">The matrices, Float32 or Float64.</param>
        /// <param name="atol">The absolute tolerance; 0 if left out.</param>
        /// <param name="rtol">The relative one; if both are left out, max(m, n) times the precision of the type, otherwise 0.</param>
        /// <param name="hermitian">Whether the matrices are symmetric; of those only the lower triangle is read.</param>
        /// <exception cref="ArgumentException">The input is no matrix of Float32 or Float64.</exception>
        /// <exception cref="LinalgException">A matrix has elements that are not finite.</exception>
        public static Tensor Pinv(Tensor a, double? atol = null, double? rtol = null, bool hermitian = false)
        {
            if (hermitian) Ops.Matrices.CheckSquare("Linalg.Pinv", a);
            else Ops.Matrices.Check("Linalg.Pinv", a);
            return new Ops.Pinv(Ops.Tolerance.Of(a, atol, rtol), hermitian).Apply(a);
        }
    }

    public partial class Tensor
    {
        /// <summary>The pseudoinverse: see <see cref="Linalg.Pinv"/>.</summary>
        /// <param name="rcond">Which part of the largest singular value counts as 0.</param>
        /// <inheritdoc cref="Linalg.Pinv" path="/exception"/>
        public Tensor Pinverse(double rcond = 1e-15) => Linalg.Pinv(this, rtol: rcond);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Pinv(Tolerance Tolerance, bool Hermitian) : Primitive
    {
        internal override Reads Reads(int input) => Adjoint.Reads.First | Adjoint.Reads.Output;

        internal override Tensor Evaluate(ReadOnlySpan<Tensor> inputs)
        {
            using var mode = Autograd.NoGrad();
            if (inputs[0].Count == 0)
                return Tensor.Zeros(Shape.Create(Matrices.Sizes(inputs[0], inputs[0].Size(-1), inputs[0].Size(-2))), inputs[0].DType);
            if (Hermitian)
            {
                var (values, v) = Linalg.Eigh(inputs[0]);
                return (v * Tolerance.Reciprocal(values)).Matmul(v.Mt);
            }
            var (u, s, vh) = Linalg.Svd(inputs[0], fullMatrices: false);
            return (vh.Mt * Tolerance.Reciprocal(s)).Matmul(u.Mt);
        }

        // Source: Golub and Pereyra, "The differentiation of pseudo-inverses and nonlinear least squares problems", 1973.
        protected override Tensor Derivative(int input, Tensor g, Saved saved)
        {
            var (a, p, gt) = (saved.Input(0), saved.Output, g.Mt);
            if (a.Size(-2) <= a.Size(-1))
            {
                var k = gt.Matmul(p);
                var kp = k.Matmul(p.Mt);
                return kp - p.Matmul(k).Mt - a.Matmul(p).Matmul(kp) + p.Mt.Matmul(p).Matmul(gt - k.Matmul(a));
            }
            var left = p.Matmul(gt);
            var pk = p.Mt.Matmul(left);
            return (gt - a.Matmul(left)).Matmul(p).Matmul(p.Mt) - left.Matmul(p).Mt + pk - pk.Matmul(p).Matmul(a);
        }
    }
}
