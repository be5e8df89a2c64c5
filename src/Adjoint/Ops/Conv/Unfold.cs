namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The patches of images as columns; see <c>Functional.Unfold</c>.</summary>
        internal Tensor Unfolded(Sizes kernel, Sizes dilation, Sizes padding, Sizes stride)
        {
            if (Rank is not (3 or 4) || Shape.AsSpan()[^3..].Contains(0))
                throw new ArgumentException(
                    "Unfold: the input must be [batch, channels, height, width] or without the batch, " +
                    $"and not empty, and its shape is {Shape}.");
            var patches = Ops.Patches.Of("Unfold", Shape.AsSpan()[^2..].ToArray(), kernel, dilation, padding, stride);
            var y = new Ops.Unfold(patches).Apply(Rank == 3 ? Unsqueeze(0) : this);
            return Rank == 3 ? y.Squeeze(0) : y;
        }
    }
}

namespace Adjoint.Ops
{
    /// <summary>From [N, C, H, W] to [N, C kh kw, patches]; the opposite is <see cref="Fold"/>, which is its derivative.</summary>
    internal sealed record Unfold(Patches Patches) : Primitive
    {
        internal override DTypeSet Kernels => DTypeSet.Floating;

        protected override Spec Infer(ReadOnlySpan<Tensor> inputs) =>
            new([inputs[0].Size(0), inputs[0].Size(1) * Patches.KernelCount, Patches.Count], inputs[0].DType);

        protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output) => Patches.Run(inputs[0], output, isFold: false);

        protected override Tensor Derivative(int input, Tensor g, Saved saved) => new Fold(Patches).Apply(g);
    }
}
