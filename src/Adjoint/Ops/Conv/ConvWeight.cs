using Adjoint.Cpu.Conv;

namespace Adjoint.Ops;

/// <summary>
/// The gradient of a convolution's weight, whose kernel sizes are given: from its input [N, C, ...] and the gradient of its output
/// [N, K, ...]. Linear in both, and its derivatives are convolutions.
/// </summary>
internal sealed record ConvWeight(ConvOptions Options, Dims Kernel) : Primitive
{
    internal override DTypeSet Kernels => DTypeSet.Floating;

    internal override Reads Reads(int input) => input == 0 ? Adjoint.Reads.Second : Adjoint.Reads.First;

    protected override Spec Infer(ReadOnlySpan<Tensor> inputs) =>
        new([inputs[1].Size(1), inputs[0].Size(1) / Options.Groups, .. Kernel.Values], inputs[0].DType);

    protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var action = new Action
        {
            X = inputs[0].Ready(),
            Y = inputs[1].Ready(),
            Weight = output,
            Shape = Options.Shape(inputs[0].Layout.Sizes, inputs[1].Layout.Sizes, output.Layout.Sizes),
        };
        output.DType.Run(ref action);
    }

    protected override Tensor Derivative(int input, Tensor g, Saved saved) => input == 0
        ? new ConvTranspose(Options, new(saved.InputSpec(0).Layout.Sizes[2..])).Apply(saved.Input(1), g)
        : new Convolution(Options).Apply(saved.Input(0), g);

    unsafe struct Action : IDTypeAction
    {
        public Tensor X, Y, Weight;
        public ConvShape Shape;

        public static DTypeSet Types => DTypeSet.Floating;

        public readonly void Run<T>() where T : unmanaged
        {
            fixed (byte* x = X, y = Y, weight = Weight) ConvKernel<T>.Weight(Shape, (T*)x, (T*)y, (T*)weight);
        }
    }
}
