using Adjoint.Cpu.Loops;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The logarithms of the sums of the exponentials up to each element along a dimension: log Σ exp(x), computed in double
        /// precision so that nothing overflows.
        /// </summary>
        /// <param name="dim">The dimension.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        public Tensor LogCumSumExp(int dim) => new Ops.LogCumSumExp(Dim.Wrap(dim, Rank)).Apply(To(DType.Floating));
    }
}

namespace Adjoint.Ops
{
    internal sealed record LogCumSumExp(int Dim) : Primitive
    {
        internal override DTypeSet Kernels => DTypeSet.Floating;

        internal override Reads Reads(int input) => Adjoint.Reads.First | Adjoint.Reads.Output;

        protected override Spec Infer(ReadOnlySpan<Tensor> inputs) => new(inputs[0].Layout.AsContiguous(), inputs[0].DType);

        protected override unsafe void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
        {
            var x = inputs[0].Convert(DType.Float64).Contiguous();
            var y = output.DType == DType.Float64 ? output : Tensor.Allocate(output.Layout, DType.Float64);
            var (outer, count, inner) = Reduce.Span(x.Layout.Sizes, Dim);
            fixed (byte* from = x, to = y) LogScan.Run((double*)from, (double*)to, outer, count, inner);
            if (!ReferenceEquals(y, output)) Elementwise.Convert(output, y);
        }

        // The gradient of x[i] is the sum of g[k] exp(x[i] - y[k]) over k >= i, which is exp(x[i] - y[i]) t[i] with
        // t[i] = g[i] + exp(y[i] - y[i + 1]) t[i + 1]. No exponent is positive, since y does not fall.
        protected override Tensor Derivative(int input, Tensor g, Saved saved)
        {
            if (g.Rank == 0 || g.Count == 0) return g;
            Tensor x = saved.Input(0), y = saved.Output;
            var falls = Falls(Recurrence.Shift(y, Dim, first: 0), y);
            return Falls(x, y) * new Recurrence(Dim, Reverse: true).Apply(falls, g);
        }

        // exp(a - b), and 0 where b is -∞: nothing has come before.
        static Tensor Falls(Tensor a, Tensor b) => Tensor.Where(b.Eq(double.NegativeInfinity), Tensor.Zeros([], a.DType), (a - b).Exp());
    }
}
