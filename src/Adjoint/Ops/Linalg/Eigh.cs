using System.Numerics;
using Adjoint.Cpu.Linalg;

namespace Adjoint
{
    public static partial class Linalg
    {
        /// <summary>
        /// Eigenvalues, in ascending order, and eigenvectors of each symmetric matrix: A = V diag(λ) Vᵀ with orthonormal columns V.
        /// Only one triangle of the input is read. An eigenvector may as well point the other way; derivatives through the
        /// vectors exist where no two eigenvalues are equal. Source: PyTorch, <c>torch.linalg.eigh</c>.
        /// </summary>
        /// <param name="a">The matrices, Float32 or Float64.</param>
        /// <param name="upper">Whether the upper triangle is read in the place of the lower one.</param>
        /// <exception cref="ArgumentException">The input is no square matrix of Float32 or Float64.</exception>
        /// <exception cref="LinalgException">A matrix has elements that are not finite.</exception>
        public static (Tensor Eigenvalues, Tensor Eigenvectors) Eigh(Tensor a, bool upper = false)
        {
            var outputs = Ops.Eigh.Of("Linalg.Eigh", a, upper, vectors: true);
            return (outputs[0], outputs[1]);
        }

        /// <summary>The eigenvalues, in ascending order, of each symmetric matrix: see <see cref="Eigh"/>.</summary>
        /// <inheritdoc cref="Eigh" path="//param|//exception"/>
        public static Tensor Eigvalsh(Tensor a, bool upper = false)
        {
            ArgumentNullException.ThrowIfNull(a);
            // The derivative needs the vectors.
            return Ops.Eigh.Of("Linalg.Eigvalsh", a, upper, vectors: GradMode.IsEnabled && a.RequiresGrad)[0];
        }
    }
}

namespace Adjoint.Ops
{
    internal sealed record Eigh(bool Upper, bool Vectors) : Primitive
    {
        internal override Reads Reads(int input) => Adjoint.Reads.Output;

        public static Tensor[] Of(string operation, Tensor a, bool upper, bool vectors)
        {
            Matrices.CheckSquare(operation, a);
            var outputs = new Eigh(upper, vectors).ApplyMany(a);
            LinalgException.Check(operation, outputs[^1], _ => "has elements that are not finite, or its eigenvalues do not converge.");
            return outputs;
        }

        internal override Tensor[] EvaluateMany(ReadOnlySpan<Tensor> inputs)
        {
            var a = (Upper ? inputs[0].Mt : inputs[0]).Copy();
            var n = a.Size(-1);
            var values = Matrices.New(a, n);
            var info = Matrices.Info(a);
            if (!Vectors)
            {
                Matrices.Run(new Kernel((int)n, false), info.Count, 4 * n * n * n, a, values, info);
                return [values, info];
            }
            var vectors = Tensor.Allocate(a.Layout, a.DType);
            Matrices.Run(new Kernel((int)n, true), info.Count, 10 * n * n * n, a, values, info, vectors);
            return [values, vectors, info];
        }

        // V (diag(gλ) + skew(Vᵀ gV) / (λⱼ - λᵢ)) Vᵀ: symmetric, as the input is.
        internal override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
        {
            var (values, v) = (saved.OutputAt(0), saved.OutputAt(1));
            if (gradients[1] is not { } gv)
            {
                results[0] = (v * gradients[0]!.Unsqueeze(-2)).Matmul(v.Mt);
                return;
            }
            var n = v.Size(-1);
            var distance = values.Unsqueeze(-2) - values.Unsqueeze(-1) + Tensor.Eye(n, dtype: v.DType);
            var turn = v.Mt.Matmul(gv);
            var inner = (turn - turn.Mt) / 2 / distance;
            if (gradients[0] is { } gl) inner = inner + gl.DiagEmbed();
            results[0] = v.Matmul(inner).Matmul(v.Mt);
        }

        readonly unsafe struct Kernel(int n, bool vectors) : IMatrixKernel
        {
            public void Run<T>(in Slices slices) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
                *slices.Of<int>(2) = SymmetricEigen<T>.Run(slices.Of<T>(0), n, slices.Of<T>(1), vectors ? slices.Of<T>(3) : null);
        }
    }
}
