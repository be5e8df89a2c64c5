using System.Numerics;
using Adjoint.Cpu.Gemm;
using Adjoint.Cpu.Linalg;

namespace Adjoint
{
    public static partial class Linalg
    {
        /// <summary>
        /// The solution X of A X = B, or with <paramref name="left"/> false of X A = B, for triangular A: [..., n, n] and [..., n, k]
        /// ([..., k, n]) give the shape of B; batches broadcast. The other triangle is not read. A zero on the diagonal gives
        /// infinities or NaN, no exception. Source: PyTorch, <c>torch.linalg.solve_triangular</c>.
        /// </summary>
        /// <param name="a">Triangular matrices, Float32 or Float64.</param>
        /// <param name="b">The right-hand sides.</param>
        /// <param name="upper">Whether the upper triangle is the matrix.</param>
        /// <param name="left">Whether A stands left of the unknowns.</param>
        /// <param name="unitriangular">Whether the diagonal counts as ones and is not read.</param>
        /// <exception cref="ArgumentException">The shapes do not fit, or the types are others or differ.</exception>
        public static Tensor SolveTriangular(Tensor a, Tensor b, bool upper, bool left = true, bool unitriangular = false)
        {
            const string Name = "Linalg.SolveTriangular";
            Ops.Matrices.CheckSquare(Name, a, "the triangle");
            Ops.Matrices.Check(Name, b, "the right-hand side");
            Ops.Matrices.CheckSameType(Name, a, b);
            if (a.Size(-1) != b.Size(left ? -2 : -1))
                throw new ArgumentException(
                    $"{Name}: {a.Shape} and {b.Shape} do not fit; " +
                    $"{(left ? "A X = B needs as many rows" : "X A = B needs as many columns")} in B as A has.");
            var (triangle, sides) = Ops.Matrices.Broadcasted(Name, a, b);
            return left
                ? new Ops.SolveTriangular(upper, unitriangular).Apply(triangle, sides)
                : new Ops.SolveTriangular(!upper, unitriangular).Apply(triangle.Mt, sides.Mt).Mt;
        }
    }
}

namespace Adjoint.Ops
{
    /// <summary>A X = B for matrices of one batch.</summary>
    internal sealed record SolveTriangular(bool Upper, bool Unit) : Primitive
    {
        internal override Reads Reads(int input) => input == 0 ? Adjoint.Reads.First | Adjoint.Reads.Output : Adjoint.Reads.First;

        internal override Tensor Evaluate(ReadOnlySpan<Tensor> inputs)
        {
            var (a, x) = (inputs[0], inputs[1].Copy());
            var turned = !a.IsContiguous && a.Mt.IsContiguous;
            a = turned ? a.Mt : a.Ready();
            Matrices.Run(
                new Kernel(Upper, Unit, turned, x.Size(-2), x.Size(-1)), Shape.CountOf(Matrices.Batch(x)),
                x.Size(-2) * x.Size(-2) * x.Size(-1), x, a);
            return x;
        }

        internal override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
        {
            var gb = new SolveTriangular(!Upper, Unit).Apply(saved.Input(0).Mt, gradients[0]!);
            results[1] = gb;
            if (!saved.Needs(0)) return;
            var product = -gb.Matmul(saved.Output.Mt);
            results[0] = Upper ? product.Triu(Unit ? 1 : 0) : product.Tril(Unit ? -1 : 0);
        }

        readonly unsafe struct Kernel(bool upper, bool unit, bool turned, long n, long columns) : IMatrixKernel
        {
            public void Run<T>(in Slices slices) where T : unmanaged, IBinaryFloatingPointIeee754<T>
            {
                var a = new Matrix<T>(slices.Of<T>(1), n, 1);
                Triangular<T>.Solve(turned ? a.Transposed : a, upper, unit, slices.Of<T>(0), columns, n, columns);
            }
        }
    }
}
