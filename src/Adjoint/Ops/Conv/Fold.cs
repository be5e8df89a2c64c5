namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>Images of patches that are added up where they overlap; see <c>Functional.Fold</c>.</summary>
        internal Tensor Folded(Sizes output, Sizes kernel, Sizes dilation, Sizes padding, Sizes stride)
        {
            var image = output.Expand(2, "Fold", "outputSize");
            Ops.ConvCheck.Positive("Fold", "outputSize", image);
            var patches = Ops.Patches.Of("Fold", image, kernel, dilation, padding, stride);
            if (Rank is not (2 or 3) || Size(-2) % patches.KernelCount != 0 || Size(-2) == 0 || Size(-1) != patches.Count)
            {
                throw new ArgumentException(
                    $"Fold: an image of {output} takes [batch, channels * {patches.KernelCount}, {patches.Count}], " +
                    $"with or without the batch, and the shape is {Shape}.");
            }
            var y = new Ops.Fold(patches).Apply(Rank == 2 ? Unsqueeze(0) : this);
            return Rank == 2 ? y.Squeeze(0) : y;
        }
    }
}

namespace Adjoint.Ops
{
    /// <summary>From [N, C kh kw, patches] to [N, C, H, W]: the transpose of <see cref="Unfold"/>, which is its derivative.</summary>
    internal sealed record Fold(Patches Patches) : Primitive
    {
        internal override DTypeSet Kernels => DTypeSet.Floating;

        protected override Spec Infer(ReadOnlySpan<Tensor> inputs) =>
            new([inputs[0].Size(0), inputs[0].Size(1) / Patches.KernelCount, Patches.Height.Input, Patches.Width.Input], inputs[0].DType);

        protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output) => Patches.Run(inputs[0], output, isFold: true);

        protected override Tensor Derivative(int input, Tensor g, Saved saved) => new Unfold(Patches).Apply(g);
    }
}
