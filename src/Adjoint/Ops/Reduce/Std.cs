namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The standard deviation of all elements: the square root of their variance.</summary>
        /// <inheritdoc cref="Std(ReadOnlySpan{int}, double, bool)"/>
        public Tensor Std(double correction = 1) => Std([], correction);

        /// <summary>The standard deviation along a dimension.</summary>
        /// <inheritdoc cref="Std(ReadOnlySpan{int}, double, bool)"/>
        public Tensor Std(int dim, double correction = 1, bool keepDim = false) => Std([dim], correction, keepDim);

        /// <summary>
        /// The standard deviation along several dimensions: the square root of the variance. Where it is 0, all elements being
        /// equal, the gradient is 0.
        /// </summary>
        /// <inheritdoc cref="Var(ReadOnlySpan{int}, double, bool)"/>
        public Tensor Std(ReadOnlySpan<int> dims, double correction = 1, bool keepDim = false)
        {
            Ops.Reduce.RequireFloating(nameof(Std), DType);
            return new Ops.Std(new(Ops.Reduce.Over(dims, Rank), correction, keepDim)).Apply(this);
        }

        /// <summary>
        /// The standard deviation and the mean along several dimensions: see <see cref="Std(ReadOnlySpan{int}, double, bool)"/>.
        /// </summary>
        public (Tensor Std, Tensor Mean) StdMean(ReadOnlySpan<int> dims = default, double correction = 1, bool keepDim = false) =>
            (Std(dims, correction, keepDim), Mean(dims, keepDim));
    }
}

namespace Adjoint.Ops
{
    internal sealed record Std(Var Var) : Composite, IAutocast
    {
        Precision IAutocast.Precision => Precision.Single;

        internal override DTypeSet Kernels => DTypeSet.Floating;

        internal override Reads Reads(int input) => Adjoint.Reads.First | Adjoint.Reads.Output;

        internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs) => Var.Decompose(inputs).Sqrt();

        internal override Tensor Evaluate(ReadOnlySpan<Tensor> inputs)
        {
            // In the wider type to the end, so that half types are rounded once.
            var dtype = inputs[0].DType;
            var result = Var.Evaluate([inputs[0].Convert(dtype.Widened)]);
            Sqrt.Op.EvaluateInto(result, result);
            return result.Convert(dtype);
        }

        internal override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
        {
            var y = saved.Output;
            var zero = y.Eq(0);
            var nonzero = Tensor.Where(zero, Tensor.Ones([], y.DType), y);
            results[0] = Var.Gradient(Tensor.Where(zero, Tensor.Zeros([], y.DType), gradients[0]! / (2 * nonzero)), saved.Input(0));
        }
    }
}
