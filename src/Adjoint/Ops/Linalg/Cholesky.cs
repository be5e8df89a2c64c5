using System.Numerics;
using Adjoint.Cpu.Linalg;

namespace Adjoint
{
    public static partial class Linalg
    {
        /// <summary>
        /// The Cholesky factor of each symmetric positive definite matrix: lower triangular L with A = L Lᵀ, or upper triangular U with
        /// A = Uᵀ U. Only that triangle of the input is read; its gradient is symmetric. Source: PyTorch, <c>torch.linalg.cholesky</c>.
        /// </summary>
        /// <param name="a">The matrices, Float32 or Float64.</param>
        /// <param name="upper">Whether the factor is upper triangular.</param>
        /// <exception cref="ArgumentException">The input is no square matrix of Float32 or Float64.</exception>
        /// <exception cref="LinalgException">A matrix is not positive definite.</exception>
        public static Tensor Cholesky(Tensor a, bool upper = false)
        {
            var (factor, info) = Ops.Cholesky.Of("Linalg.Cholesky", a, upper);
            LinalgException.Check("Linalg.Cholesky", info,
                order => $"is not positive definite: its leading minor of order {order} is not positive.");
            return factor;
        }

        /// <summary>
        /// <see cref="Cholesky"/> without an exception for matrices that are not positive definite, for which the factor is arbitrary.
        /// </summary>
        /// <returns>Also the order of the first leading minor that is not positive, as Int32; 0 where there is none.</returns>
        /// <inheritdoc cref="Cholesky" path="//param"/>
        /// <exception cref="ArgumentException">The input is no square matrix of Float32 or Float64.</exception>
        public static (Tensor L, Tensor Info) CholeskyEx(Tensor a, bool upper = false) => Ops.Cholesky.Of("Linalg.CholeskyEx", a, upper);
    }

    public partial class Tensor
    {
        /// <summary>The Cholesky factor of a symmetric positive definite matrix: see <see cref="Linalg.Cholesky"/>.</summary>
        /// <inheritdoc cref="Linalg.Cholesky" path="//param|//exception"/>
        public Tensor Cholesky(bool upper = false) => Linalg.Cholesky(this, upper);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Cholesky(bool Upper) : Primitive
    {
        internal override Reads Reads(int input) => Adjoint.Reads.Output;

        public static (Tensor L, Tensor Info) Of(string operation, Tensor a, bool upper)
        {
            Matrices.CheckSquare(operation, a);
            var outputs = new Cholesky(upper).ApplyMany(a);
            return (outputs[0], outputs[1]);
        }

        internal override Tensor[] EvaluateMany(ReadOnlySpan<Tensor> inputs)
        {
            var a = inputs[0].Copy();
            var n = a.Size(-1);
            var factor = Tensor.Allocate(a.Layout, a.DType);
            var info = Matrices.Info(a);
            Matrices.Run(new Kernel(n, Upper), info.Count, n * n * n, a, factor, info);
            return [factor, info];
        }

        // L⁻ᵀ φ L⁻¹ / 2 with the symmetric φ that has the lower triangle of Lᵀ gL.
        internal override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
        {
            var (l, g) = (saved.OutputAt(0), gradients[0]!);
            if (Upper) (l, g) = (l.Mt, g.Mt);
            var product = l.Mt.Matmul(g);
            var phi = product.Tril() + product.Tril(-1).Mt;
            var left = Linalg.SolveTriangular(l.Mt, phi, upper: true);
            results[0] = Linalg.SolveTriangular(l, left, upper: false, left: false) / 2;
        }

        readonly unsafe struct Kernel(long n, bool upper) : IMatrixKernel
        {
            // The upper factor is computed; the lower one is its transpose.
            public void Run<T>(in Slices slices) where T : unmanaged, IBinaryFloatingPointIeee754<T>
            {
                T* a = slices.Of<T>(0), factor = slices.Of<T>(1);
                if (!upper)
                {
                    for (long i = 0; i < n; i++)
                    {
                        for (var j = i + 1; j < n; j++) a[i * n + j] = a[j * n + i];
                    }
                }
                *slices.Of<int>(2) = (int)Cholesky<T>.Factor(a, n, n);
                for (long i = 0; i < n; i++)
                {
                    for (long j = 0; j < n; j++)
                    {
                        var (row, column) = upper ? (i, j) : (j, i);
                        factor[i * n + j] = row > column ? T.Zero : a[row * n + column];
                    }
                }
            }
        }
    }
}
