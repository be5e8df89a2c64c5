using Adjoint.Cpu.Loops;

namespace Adjoint.Ops;

/// <summary>An operation that folds some dimensions of a tensor into one number each.</summary>
/// <param name="Over">The dimensions that go, wrapped and sorted; none stands for all.</param>
/// <param name="KeepDim">Whether they stay, with size 1.</param>
internal abstract record Reduction<TFold>(Dims Over, bool KeepDim) : Primitive where TFold : struct, IFold
{
    internal sealed override DTypeSet Kernels => DTypeSet.Numbers | DTypeSet.Bool;

    /// <summary>The result for no elements; null where there is none.</summary>
    protected abstract double? Identity { get; }

    protected sealed override Spec Infer(ReadOnlySpan<Tensor> inputs)
    {
        if (Identity is null) Reduce.CheckNotEmpty(Name, inputs[0], Over);
        return new(Layout.Contiguous(Reduce.Sizes(inputs[0].Layout.Sizes, Over, KeepDim)), inputs[0].DType);
    }

    protected sealed override void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        if (inputs[0].Count == 0)
        {
            output.Fill(Identity!.Value);
            return;
        }
        Reduce.Run<TFold, Element>(default, inputs[0], null, Over, output);
        Finish(inputs[0], output);
    }

    /// <summary>What is done with the folded numbers, in place.</summary>
    protected virtual void Finish(Tensor x, Tensor output) { }

    /// <summary>A reduced tensor as it was with <see cref="KeepDim"/>, so that it broadcasts to the input.</summary>
    protected Tensor Restore(Tensor reduced, Saved saved) => Reduce.Restore(reduced, saved.InputSpec(0).Layout, Over, KeepDim);
}
