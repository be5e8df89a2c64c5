using Adjoint.Cpu.Conv;

namespace Adjoint.Ops;

/// <summary>What a convolution and its transpose share: an input, a weight, and perhaps a bias.</summary>
internal abstract record ConvMap(ConvOptions Options) : Primitive, IAutocast
{
    Precision IAutocast.Precision => Precision.Half;

    internal sealed override DTypeSet Kernels => DTypeSet.Floating;

    internal sealed override Reads Reads(int input) => input switch
    {
        0 => Adjoint.Reads.Second,
        1 => Adjoint.Reads.First,
        _ => Adjoint.Reads.Nothing,
    };

    /// <summary>The result for an input of so many spatial dimensions, with or without a batch in front of its channels.</summary>
    public Tensor Of(Tensor x, int rank, Tensor weight, Tensor? bias)
    {
        var batch = x.Rank == rank + 1 ? x.Unsqueeze(0) : x;
        var y = bias is null ? Apply(batch, weight) : Apply(batch, weight, bias);
        return x.Rank == rank + 1 ? y.Squeeze(0) : y;
    }

    protected sealed override void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        long[] from = inputs[0].Layout.Sizes, to = output.Layout.Sizes, weight = inputs[1].Layout.Sizes;
        var isTransposed = this is ConvTranspose;
        var action = new Action
        {
            From = inputs[0].Ready(),
            Weight = inputs[1].Ready(),
            Bias = inputs.Length > 2 ? inputs[2].Ready() : null,
            To = output,
            IsTransposed = isTransposed,
            Shape = isTransposed ? Options.Shape(to, from, weight) : Options.Shape(from, to, weight),
        };
        output.DType.Run(ref action);
    }

    unsafe struct Action : IDTypeAction
    {
        public Tensor From, Weight, To;
        public Tensor? Bias;
        public bool IsTransposed;
        public ConvShape Shape;

        public static DTypeSet Types => DTypeSet.Floating;

        public readonly void Run<T>() where T : unmanaged
        {
            fixed (byte* from = From, weight = Weight, bias = Bias, to = To)
            {
                if (IsTransposed) ConvKernel<T>.Input(Shape, (T*)from, (T*)weight, (T*)bias, (T*)to);
                else ConvKernel<T>.Forward(Shape, (T*)from, (T*)weight, (T*)bias, (T*)to);
            }
        }
    }
}
