namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>A tensor of numbers drawn from the normal distribution.</summary>
        /// <param name="mean">The mean of the distribution.</param>
        /// <param name="std">Its standard deviation, which is not negative.</param>
        /// <param name="shape">The sizes of the tensor's dimensions.</param>
        /// <param name="dtype">The type of its elements, which is floating-point; Float32 if left out.</param>
        /// <param name="device">Where it lies; the CPU if left out.</param>
        /// <param name="requiresGrad">Whether gradients with respect to it are computed.</param>
        /// <param name="generator">Where the numbers come from; <see cref="Generator.Default"/> if left out.</param>
        /// <exception cref="ArgumentException">The type is not floating-point, or the standard deviation negative or NaN.</exception>
        public static Tensor Normal(
            double mean, double std, Shape shape, DType? dtype = null, Device? device = null, bool requiresGrad = false,
            Generator? generator = null) =>
            Empty(shape, dtype, device).FillNormal(mean, std, generator).Tracked(requiresGrad);

        /// <summary>
        /// Numbers drawn each from a normal distribution of its own mean and standard deviation. Shapes broadcast; the result has
        /// the type of the means. Gradients end here, that is, they are zero; for ones that reach the mean and the standard
        /// deviation write <c>mean + std * Tensor.RandnLike(mean)</c>.
        /// </summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast, the type is not floating-point, or a standard
        /// deviation is negative or NaN.</exception>
        public static Tensor Normal(Tensor mean, Tensor std, Generator? generator = null)
        {
            ArgumentNullException.ThrowIfNull(mean);
            ArgumentNullException.ThrowIfNull(std);
            Ops.Draw.CheckFloating(nameof(Normal), mean.DType);
            if (!(std.Detach() >= 0).All().Item<bool>())
                throw new ArgumentException("Normal: a standard deviation is negative or NaN; all must be at least 0.");
            return new Ops.Normal(null, generator ?? Generator.Default).Apply(mean, std);
        }

        /// <summary>Numbers drawn each from a normal distribution of its own mean, all of one standard deviation.</summary>
        /// <inheritdoc cref="Normal(Tensor, Tensor, Generator?)"/>
        public static Tensor Normal(Tensor mean, double std, Generator? generator = null)
        {
            ArgumentNullException.ThrowIfNull(mean);
            Ops.Draw.CheckFloating(nameof(Normal), mean.DType);
            return new Ops.Normal(std, generator ?? Generator.Default).Apply(mean);
        }

        /// <summary>Numbers drawn each from a normal distribution of its own standard deviation, all of one mean.</summary>
        /// <inheritdoc cref="Normal(Tensor, Tensor, Generator?)"/>
        public static Tensor Normal(double mean, Tensor std, Generator? generator = null)
        {
            ArgumentNullException.ThrowIfNull(std);
            return Normal(Full([], mean, std.DType), std, generator);
        }
    }
}

namespace Adjoint.Ops
{
    /// <summary>Draws around the first input; the standard deviations are the second input, or one number.</summary>
    internal sealed record Normal(double? Std, Generator Source) : Primitive
    {
        protected override Spec Infer(ReadOnlySpan<Tensor> inputs) => new(Broadcast.Result(this, inputs), inputs[0].DType);

        protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
        {
            output.FillNormal(0, Std ?? 1, Source);
            if (inputs.Length > 1) output.Write(output * inputs[1].Detach());
            output.Write(output + inputs[0].Detach());
        }

        protected override Tensor Derivative(int input, Tensor g, Saved saved) => Tensor.Zeros([], g.DType).Expand(g.Shape);
    }
}
