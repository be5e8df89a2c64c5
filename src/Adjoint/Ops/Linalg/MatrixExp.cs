namespace Adjoint
{
    public static partial class Linalg
    {
        /// <summary>
        /// The exponential of each square matrix, I + A + A²/2! + ...: by a rational approximation of A / 2ˢ, squared s times. Source:
        /// Higham, "The scaling and squaring method for the matrix exponential revisited", 2005; PyTorch, <c>torch.linalg.matrix_exp</c>.
        /// </summary>
        /// <exception cref="ArgumentException">The input is no square matrix of Float32 or Float64.</exception>
        public static Tensor MatrixExp(Tensor a)
        {
            Ops.Matrices.CheckSquare("Linalg.MatrixExp", a);
            return Ops.MatrixExp.Op.Apply(a);
        }
    }

    public partial class Tensor
    {
        /// <summary>The exponential of a square matrix, or of each of a batch: see <see cref="Linalg.MatrixExp"/>.</summary>
        /// <inheritdoc cref="Linalg.MatrixExp" path="/exception"/>
        public Tensor MatrixExp() => Linalg.MatrixExp(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record MatrixExp : Primitive
    {
        // Up to this 1-norm the approximation is as exact as Float64 is.
        const double Radius = 5.37;

        // Halvings that bring the largest number down to the radius.
        const double MostHalvings = 1030;

        public static readonly MatrixExp Op = new();

        // Of the approximation p(A) / p(-A), divided by the first.
        static readonly double[] s_coefficients = [.. ((double[])[
            64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600,
            670442572800, 33522128640, 1323241920, 40840800, 960960, 16380, 182, 1]).Select(b => b / 64764752532480000)];

        internal override Reads Reads(int input) => Adjoint.Reads.First;

        internal override Tensor Evaluate(ReadOnlySpan<Tensor> inputs)
        {
            using var mode = Autograd.NoGrad();
            var a = inputs[0];
            if (a.Count == 0) return a.Copy();
            var norm = a.Norm(1, -2).Amax(-1, keepDim: true).Unsqueeze(-1);
            var halvings = (norm / Radius).Log2().Ceil().Clamp(0, MostHalvings).NanToNum(0);
            var power = Approximate(a / halvings.Exp2());
            var most = (int)halvings.Max().Item();
            for (var i = 0; i < most; i++) power = Tensor.Where(halvings.Gt(i), power.Matmul(power), power);
            return power;
        }

        // The exponential of [[Aᵀ, G], [0, Aᵀ]] has the derivative of that of Aᵀ in the direction G in its corner.
        protected override Tensor Derivative(int input, Tensor g, Saved saved)
        {
            var turned = saved.Input(0).Mt;
            var n = turned.Size(-1);
            var block = Tensor.Cat([Tensor.Cat([turned, g], -1), Tensor.Cat([Tensor.ZerosLike(g), turned], -1)], -2);
            return Op.Apply(block).Narrow(-2, 0, n).Narrow(-1, n, n);
        }

        static Tensor Approximate(Tensor a)
        {
            var b = s_coefficients;
            var one = Tensor.Eye(a.Size(-1), dtype: a.DType);
            var a2 = a.Matmul(a);
            var a4 = a2.Matmul(a2);
            var a6 = a4.Matmul(a2);
            var odd = a.Matmul(a6.Matmul(a6 * b[13] + a4 * b[11] + a2 * b[9]) + a6 * b[7] + a4 * b[5] + a2 * b[3] + one * b[1]);
            var even = a6.Matmul(a6 * b[12] + a4 * b[10] + a2 * b[8]) + a6 * b[6] + a4 * b[4] + a2 * b[2] + one * b[0];
            return Linalg.SolveEx(even - odd, even + odd).Result;
        }
    }
}
