namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// A transposed convolution over <paramref name="rank"/> spatial dimensions; see <c>Functional.ConvTranspose2d</c>.
        /// </summary>
        internal Tensor ConvolveTransposed(
            int rank, Tensor weight, Tensor? bias, Sizes stride, Sizes padding, Sizes outputPadding, long groups, Sizes dilation)
        {
            ArgumentNullException.ThrowIfNull(weight);
            var name = $"ConvTranspose{rank}d";
            Ops.ConvCheck.Operands(name, rank, this, weight, bias, weight.Rank > 1 ? weight.Size(1) * groups : 0);
            var options = Ops.ConvCheck.Options(name, rank, weight, stride, padding, dilation, groups);
            Ops.ConvCheck.TransposedChannels(name, rank, this, weight);
            var extra = outputPadding.Expand(rank, name, "outputPadding");
            var sizes = Ops.ConvCheck.TransposedSizes(name, this, weight, options, extra);
            // The convolution of which this is the transpose has less padding behind: so its output is this input, exactly.
            var after = new long[rank];
            for (var i = 0; i < rank; i++) after[i] = options.After[i] - extra[i];
            return new Ops.ConvTranspose(options with { After = new(after) }, new(sizes)).Of(this, rank, weight, bias);
        }
    }
}

namespace Adjoint.Ops
{
    /// <summary>
    /// The transpose of a convolution with these options, as a map of its input, whose sizes are given: from a tensor like its
    /// output [N, K, ...], its weight [K, C / groups, ...] and perhaps a bias [C] to one like its input.
    /// </summary>
    internal sealed record ConvTranspose(ConvOptions Options, Dims Output) : ConvMap(Options)
    {
        protected override Spec Infer(ReadOnlySpan<Tensor> inputs) =>
            new([inputs[0].Size(0), inputs[1].Size(1) * Options.Groups, .. Output.Values], inputs[0].DType);

        protected override Tensor Derivative(int input, Tensor g, Saved saved) => input switch
        {
            0 => new Convolution(Options).Apply(g, saved.Input(1)),
            1 => new ConvWeight(Options, new(saved.InputSpec(1).Layout.Sizes[2..])).Apply(g, saved.Input(0)),
            _ => ConvOptions.BiasGradient(g),
        };
    }
}
