using Adjoint.Cpu.Fused;

namespace Adjoint.Ops;

/// <summary>What softmax and its logarithm share: a pass over each line forward, and one backward by the result alone.</summary>
internal abstract record SoftmaxBase<TMap, TBackward>(int Dim) : Composite, IAutocast
    where TMap : struct, ILineMap where TBackward : struct, ILineMap
{
    Precision IAutocast.Precision => Precision.Single;

    internal sealed override DTypeSet Kernels => DTypeSet.Floating;

    internal sealed override Reads Reads(int input) => Adjoint.Reads.Output;

    /// <summary>The result by the distances from the largest element of each line.</summary>
    protected abstract Tensor Of(Tensor deviations);

    /// <summary>The gradient with respect to the input by that of the result and the result, in tensor operations.</summary>
    protected abstract Tensor Gradient(Tensor g, Tensor y);

    internal sealed override Tensor Decompose(ReadOnlySpan<Tensor> inputs)
    {
        var x = inputs[0];
        return x.Count == 0 ? x.Clone() : Of(x - x.Detach().Amax(Dim, keepDim: true));
    }

    protected sealed override Spec Infer(ReadOnlySpan<Tensor> inputs) => new(inputs[0].Layout.AsContiguous(), inputs[0].DType);

    protected sealed override void Run(ReadOnlySpan<Tensor> inputs, Tensor output) => Lines<TMap>.Run(inputs[0], null, output, Dim);

    internal sealed override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
    {
        var (g, y) = (gradients[0]!, saved.Output);
        results[0] = GradMode.IsEnabled ? Gradient(g, y) : new LineGradient<TBackward>(Name, Dim).Apply(g, y);
    }
}
