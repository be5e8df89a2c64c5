namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>A convolution over <paramref name="rank"/> spatial dimensions; see <c>Functional.Conv2d</c>.</summary>
        internal Tensor Convolve(int rank, Tensor weight, Tensor? bias, Sizes stride, ConvPadding padding, Sizes dilation, long groups)
        {
            ArgumentNullException.ThrowIfNull(weight);
            var name = $"Conv{rank}d";
            Ops.ConvCheck.Operands(name, rank, this, weight, bias, weight.Rank > 0 ? weight.Size(0) : 0);
            var options = Ops.ConvCheck.Options(name, rank, weight, stride, padding, dilation, groups);
            Ops.ConvCheck.Channels(name, rank, this, weight, groups);
            Ops.ConvCheck.Extent(name, this, weight, options);
            return new Ops.Convolution(options).Of(this, rank, weight, bias);
        }
    }
}

namespace Adjoint.Ops
{
    /// <summary>
    /// From an input [N, C, ...], a weight [K, C / groups, ...] and perhaps a bias [K]. Its derivatives are convolutions again, as
    /// are theirs.
    /// </summary>
    internal sealed record Convolution(ConvOptions Options) : ConvMap(Options)
    {
        protected override Spec Infer(ReadOnlySpan<Tensor> inputs)
        {
            var (x, weight) = (inputs[0].Layout.Sizes, inputs[1].Layout.Sizes);
            var sizes = new long[x.Length];
            (sizes[0], sizes[1]) = (x[0], weight[0]);
            for (var i = 2; i < sizes.Length; i++) sizes[i] = Options.Output(i - 2, x[i], weight[i]);
            return new(sizes, inputs[0].DType);
        }

        protected override Tensor Derivative(int input, Tensor g, Saved saved) => input switch
        {
            0 => new ConvTranspose(Options, new(saved.InputSpec(0).Layout.Sizes[2..])).Apply(g, saved.Input(1)),
            1 => new ConvWeight(Options, new(saved.InputSpec(1).Layout.Sizes[2..])).Apply(saved.Input(0), g),
            _ => ConvOptions.BiasGradient(g),
        };
    }
}
