using Adjoint.Cpu.Fused;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// Exponentials that sum to 1 along a dimension: exp(x) / Σ exp(x), computed as exp(x - m) / Σ exp(x - m) with the largest
        /// element m, so that nothing overflows.
        /// </summary>
        /// <param name="dim">The dimension along which the result sums to 1.</param>
        /// <param name="dtype">The type to convert to first; integers need one.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        /// <exception cref="ArgumentException">The type is not a floating-point one.</exception>
        public Tensor Softmax(int dim, DType? dtype = null)
        {
            var type = Ops.Reduce.RequireFloating(nameof(Softmax), dtype ?? DType, "give dtype: DType.Float32, or convert with To(DType.Float32) first");
            return new Ops.Softmax(Dim.Wrap(dim, Rank)).Apply(To(type));
        }

        /// <summary>The softmax of the negated elements, so that small ones count most: see <see cref="Softmax"/>.</summary>
        /// <inheritdoc cref="Softmax"/>
        public Tensor Softmin(int dim, DType? dtype = null) => (-this).Softmax(dim, dtype);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Softmax(int Dim) : Composite
    {
        internal override DTypeSet Kernels => DTypeSet.Floating;

        internal override Reads Reads(int input) => Adjoint.Reads.Output;

        internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs)
        {
            var x = inputs[0];
            if (x.Count == 0) return x.Clone();
            var exponentials = (x - x.Detach().Amax(Dim, keepDim: true)).Exp();
            return exponentials / exponentials.Sum(Dim, keepDim: true);
        }

        protected override Spec Infer(ReadOnlySpan<Tensor> inputs) => new(inputs[0].Layout.AsContiguous(), inputs[0].DType);

        protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output) => SoftmaxAction.Run(inputs[0], output, Dim, isLog: false);

        internal override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
        {
            var (g, y) = (gradients[0]!, saved.Output);
            var share = g * y;
            results[0] = share - y * share.Sum(Dim, keepDim: true);
        }
    }

    /// <summary>From tensors to the kernel of softmax and its logarithm.</summary>
    internal unsafe struct SoftmaxAction : IDTypeAction
    {
        Tensor _x, _y;
        (long Outer, long Count, long Inner) _span;
        bool _isLog;

        public static DTypeSet Types => DTypeSet.Floating;

        public static void Run(Tensor x, Tensor y, int dim, bool isLog)
        {
            var action = new SoftmaxAction { _x = x.IsContiguous ? x : x.Copy(), _y = y, _span = Reduce.Span(x.Layout.Sizes, dim), _isLog = isLog };
            x.DType.Run(ref action);
        }

        public readonly void Run<T>() where T : unmanaged
        {
            fixed (byte* x = _x, y = _y) SoftmaxKernel<T>.Run((T*)x, (T*)y, _span.Outer, _span.Count, _span.Inner, _isLog);
        }
    }
}
