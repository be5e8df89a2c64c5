using Adjoint.Cpu.Loops;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The norm of a tensor along a dimension: see <see cref="Norm(double, ReadOnlySpan{int}, bool, DType?)"/>.</summary>
        public Tensor Norm(double p, int dim, bool keepDim = false, DType? dtype = null) => Norm(p, [dim], keepDim, dtype);

        /// <summary>
        /// The p-norm of the elements taken as one vector: (Σ |x|ᵖ)^(1/p). For p = ∞ the largest absolute value, for -∞ the
        /// smallest, for 0 the number of elements that are not 0. Where it has no derivative, at 0, the gradient is 0; elements
        /// with the same largest absolute value share the gradient evenly.
        /// </summary>
        /// <param name="p">The order; 2, the length of the vector, if left out.</param>
        /// <param name="dims">The dimensions that are reduced; none means all.</param>
        /// <param name="keepDim">Whether they stay, with size 1.</param>
        /// <param name="dtype">The type to convert to first.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        /// <exception cref="ArgumentException">The elements are not floating-point numbers, a dimension is named twice, or there
        /// are no elements and p is infinite or negative.</exception>
        public Tensor Norm(double p = 2, ReadOnlySpan<int> dims = default, bool keepDim = false, DType? dtype = null) =>
            new Ops.Norm(p, Ops.Reduce.Over(dims, Rank), keepDim).Apply(Ops.Reduce.Floating(nameof(Norm), this, dtype));
    }
}

namespace Adjoint.Ops
{
    internal sealed record Norm(double P, Dims Over, bool KeepDim) : Composite, IAutocast
    {
        Precision IAutocast.Precision => Precision.Single;

        internal override DTypeSet Kernels => DTypeSet.Floating;

        internal override Reads Reads(int input) => Adjoint.Reads.First | Adjoint.Reads.Output;

        internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs)
        {
            var x = inputs[0];
            return P switch
            {
                0 => new Sum(Over, KeepDim).Apply(x.Ne(0).To(x.DType)),
                double.PositiveInfinity => new Amax(Over, KeepDim).Apply(x.Abs()),
                double.NegativeInfinity => new Amin(Over, KeepDim).Apply(x.Abs()),
                _ => new Sum(Over, KeepDim).Apply(x.Abs().Pow(P)).Pow(1 / P),
            };
        }

        protected override Spec Infer(ReadOnlySpan<Tensor> inputs)
        {
            if (P < 0 || double.IsInfinity(P)) Reduce.CheckNotEmpty(Name, inputs[0], Over);
            return new(Layout.Contiguous(Reduce.Sizes(inputs[0].Layout.Sizes, Over, KeepDim)), inputs[0].DType);
        }

        protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
        {
            var x = inputs[0];
            if (x.Count == 0)
            {
                output.Zero();
                return;
            }
            switch (P)
            {
                case 0: Reduce.Run<Plus, Present>(default, x, null, Over, output); break;
                case 1: Reduce.Run<Plus, Absolute>(default, x, null, Over, output); break;
                case double.PositiveInfinity: Reduce.Run<Largest, Absolute>(default, x, null, Over, output); break;
                case double.NegativeInfinity: Reduce.Run<Smallest, Absolute>(default, x, null, Over, output); break;
                case 2:
                    Reduce.Run<Plus, Squared>(default, x, null, Over, output);
                    Sqrt.Op.EvaluateInto(output, output);
                    break;
                default:
                    Reduce.Run<Plus, AbsolutePower>(new(P), x, null, Over, output);
                    Pow.Op.ApplyInPlace(output, 1 / P);
                    break;
            }
        }

        internal override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
        {
            if (P == 0) return;
            var x = saved.Input(0);
            var g = Reduce.Restore(gradients[0]!, x.Layout, Over, KeepDim);
            var y = Reduce.Restore(saved.Output, x.Layout, Over, KeepDim);
            results[0] = P switch
            {
                1 => g * x.Sign(),
                2 => g * (x / OneForZero(y)),
                double.PositiveInfinity or double.NegativeInfinity => Shared(g, x, y),
                _ => Tensor.Where(
                    y.Eq(0), Tensor.Zeros([], g.DType), g * OneForZero(y).Pow(1 - P)) * (x.Sign() * OneForZero(x.Abs()).Pow(P - 1)),
            };
        }

        // Where the norm is 0 so is the numerator, and the quotient is to be 0.
        static Tensor OneForZero(Tensor x) => Tensor.Where(x.Eq(0), Tensor.Ones([], x.DType), x);

        Tensor Shared(Tensor g, Tensor x, Tensor y)
        {
            var chosen = x.Abs().Eq(y).To(g.DType);
            var count = Tensor.Maximum(new Sum(Over, KeepDim: true).Apply(chosen), Tensor.Ones([], g.DType));
            return g / count * (x.Sign() * chosen);
        }
    }
}
