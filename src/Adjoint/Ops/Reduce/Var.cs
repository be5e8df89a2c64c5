using Adjoint.Cpu.Loops;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The variance of all elements: Σ (x - mean)² / (n - correction), the mean being computed first.</summary>
        /// <inheritdoc cref="Var(ReadOnlySpan{int}, double, bool)"/>
        public Tensor Var(double correction = 1) => Var([], correction);

        /// <summary>The variance along a dimension.</summary>
        /// <inheritdoc cref="Var(ReadOnlySpan{int}, double, bool)"/>
        public Tensor Var(int dim, double correction = 1, bool keepDim = false) => Var([dim], correction, keepDim);

        /// <summary>The variance along several dimensions: Σ (x - mean)² / (n - correction).</summary>
        /// <param name="dims">The dimensions; none means all.</param>
        /// <param name="correction">1 for the unbiased estimate from a sample, 0 for the variance of the elements themselves. If it
        /// is not less than n the result is NaN or infinite.</param>
        /// <param name="keepDim">Whether the dimensions stay, with size 1.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        /// <exception cref="ArgumentException">The elements are not floating-point numbers, or a dimension is named twice.</exception>
        public Tensor Var(ReadOnlySpan<int> dims, double correction = 1, bool keepDim = false)
        {
            Ops.Reduce.RequireFloating(nameof(Var), DType);
            return new Ops.Var(Ops.Reduce.Over(dims, Rank), correction, keepDim).Apply(this);
        }

        /// <summary>The variance and the mean along several dimensions: see <see cref="Var(ReadOnlySpan{int}, double, bool)"/>.</summary>
        public (Tensor Var, Tensor Mean) VarMean(ReadOnlySpan<int> dims = default, double correction = 1, bool keepDim = false) =>
            (Var(dims, correction, keepDim), Mean(dims, keepDim));
    }
}

namespace Adjoint.Ops
{
    internal sealed record Var(Dims Over, double Correction, bool KeepDim) : Composite, IAutocast
    {
        Precision IAutocast.Precision => Precision.Single;

        internal override DTypeSet Kernels => DTypeSet.Floating;

        internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs)
        {
            var x = inputs[0];
            var deviation = x - new Mean(Over, KeepDim: true).Apply(x);
            return new Sum(Over, KeepDim).Apply(deviation * deviation) / Math.Max(0, Freedom(x.Layout));
        }

        protected override Spec Infer(ReadOnlySpan<Tensor> inputs) =>
            new(Layout.Contiguous(Reduce.Sizes(inputs[0].Layout.Sizes, Over, KeepDim)), inputs[0].DType);

        protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
        {
            var x = inputs[0];
            if (x.Count == 0)
            {
                output.Fill(double.NaN);
                return;
            }
            Reduce.Run<Plus, SquaredDeviation>(default, x, new Mean(Over, KeepDim: true).Evaluate([x]), Over, output);
            Div.Op.ApplyInPlace(output, Math.Max(0, Freedom(x.Layout)));
        }

        internal override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results) =>
            results[0] = Gradient(gradients[0]!, saved.Input(0));

        /// <summary>The gradient with respect to <paramref name="x"/>, given that of its variance.</summary>
        public Tensor Gradient(Tensor g, Tensor x) => Reduce.Restore(g, x.Layout, Over, KeepDim)
            * (2 / Freedom(x.Layout)) * (x - new Mean(Over, KeepDim: true).Apply(x));

        double Freedom(Layout layout) => Reduce.Count(layout.Sizes, Over) - Correction;
    }
}
