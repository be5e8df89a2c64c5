using Adjoint.Cpu.Conv;

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
            var x = Rank == rank + 1 ? Unsqueeze(0) : this;
            var operation = new Ops.ConvTranspose(options with { After = new(after) }, new(sizes));
            var y = bias is null ? operation.Apply(x, weight) : operation.Apply(x, weight, bias);
            return Rank == rank + 1 ? y.Squeeze(0) : y;
        }
    }
}

namespace Adjoint.Ops
{
    /// <summary>
    /// The transpose of a convolution with these options, as a map of its input, whose sizes are given: from a tensor like its
    /// output [N, K, ...], its weight [K, C / groups, ...] and perhaps a bias [C] to one like its input.
    /// </summary>
    internal sealed record ConvTranspose(ConvOptions Options, Dims Output) : Primitive, IAutocast
    {
        Precision IAutocast.Precision => Precision.Half;

        internal override DTypeSet Kernels => DTypeSet.Floating;

        internal override Reads Reads(int input) => input switch
        {
            0 => Adjoint.Reads.Second,
            1 => Adjoint.Reads.First,
            _ => Adjoint.Reads.Nothing,
        };

        protected override Spec Infer(ReadOnlySpan<Tensor> inputs) =>
            new([inputs[0].Size(0), inputs[1].Size(1) * Options.Groups, .. Output.Values], inputs[0].DType);

        protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
        {
            var action = new Action
            {
                Y = inputs[0].Ready(),
                Weight = inputs[1].Ready(),
                Bias = inputs.Length > 2 ? inputs[2].Ready() : null,
                X = output,
                Shape = Options.Shape(output.Layout.Sizes, inputs[0].Layout.Sizes, inputs[1].Layout.Sizes),
            };
            output.DType.Run(ref action);
        }

        protected override Tensor Derivative(int input, Tensor g, Saved saved) => input switch
        {
            0 => new Convolution(Options).Apply(g, saved.Input(1)),
            1 => new ConvWeight(Options, new(saved.InputSpec(1).Layout.Sizes[2..])).Apply(g, saved.Input(0)),
            _ => ConvOptions.BiasGradient(g),
        };

        unsafe struct Action : IDTypeAction
        {
            public Tensor Y, Weight, X;
            public Tensor? Bias;
            public ConvShape Shape;

            public static DTypeSet Types => DTypeSet.Floating;

            public readonly void Run<T>() where T : unmanaged
            {
                fixed (byte* y = Y, weight = Weight, bias = Bias, x = X)
                    ConvKernel<T>.Input(Shape, (T*)y, (T*)weight, (T*)bias, (T*)x);
            }
        }
    }
}
