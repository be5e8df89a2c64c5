using Adjoint.Cpu.Sampling;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// For each element, which is a probability, 1 with that probability and otherwise 0, in the same type. Gradients end
        /// here, that is, they are zero.
        /// </summary>
        /// <exception cref="ArgumentException">The elements are not floating-point, or not all from 0 to 1.</exception>
        public Tensor Bernoulli(Generator? generator = null)
        {
            Ops.Draw.CheckFloating(nameof(Bernoulli), DType);
            var x = Detach();
            if (!LogicalAnd(x >= 0, x <= 1).All().Item<bool>())
                throw new ArgumentException("Bernoulli: an element is not a probability; all must be from 0 to 1.");
            return new Ops.Bernoulli(generator ?? Generator.Default).Apply(this);
        }

        /// <summary>A tensor of numbers that are 1 with probability <paramref name="p"/> and otherwise 0.</summary>
        /// <param name="p">The probability, from 0 to 1.</param>
        /// <param name="shape">The sizes of the tensor's dimensions.</param>
        /// <param name="dtype">The type of its elements; Float32 if left out.</param>
        /// <param name="device">Where it lies; the CPU if left out.</param>
        /// <param name="requiresGrad">Whether gradients with respect to it are computed.</param>
        /// <param name="generator">Where the numbers come from; <see cref="Generator.Default"/> if left out.</param>
        /// <exception cref="ArgumentException"><paramref name="p"/> is not from 0 to 1.</exception>
        public static Tensor Bernoulli(
            double p, Shape shape, DType? dtype = null, Device? device = null, bool requiresGrad = false, Generator? generator = null) =>
            Empty(shape, dtype, device).FillBernoulli(p, generator).Tracked(requiresGrad);

        /// <summary>
        /// Overwrites each element with 1, with probability <paramref name="p"/>, or 0, in place: see <see cref="Fill"/>. They
        /// are drawn in the order in which they lie in memory. Returns this tensor.
        /// </summary>
        /// <exception cref="ArgumentException"><paramref name="p"/> is not from 0 to 1.</exception>
        public Tensor FillBernoulli(double p = 0.5, Generator? generator = null)
        {
            if (!(p is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(p), p, "FillBernoulli: a probability is from 0 to 1.");
            return Ops.Draw.Fill(nameof(FillBernoulli), this, new Coin(p), generator);
        }
    }
}

namespace Adjoint.Ops
{
    internal sealed record Bernoulli(Generator Source) : Primitive
    {
        internal override DTypeSet Kernels => DTypeSet.Floating;

        protected override Spec Infer(ReadOnlySpan<Tensor> inputs) => inputs[0].Spec with { Layout = inputs[0].Layout.AsContiguous() };

        protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
        {
            output.FillUniform(0, 1, Source);
            output.Write(Lt.Op.Evaluate([output, inputs[0]]));
        }

        protected override Tensor Derivative(int input, Tensor g, Saved saved) => Tensor.ZerosLike(g);
    }
}
