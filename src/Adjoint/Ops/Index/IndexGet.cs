namespace Adjoint.Ops;

/// <summary>
/// Reads a tensor at positions, the second input, in the block of the dimensions <paramref name="Over"/>: see <see cref="Indexed"/>.
/// </summary>
internal sealed record IndexGet(Dims Over) : Primitive
{
    internal override string Name => "Index";

    internal override Reads Reads(int input) => Adjoint.Reads.Second;

    protected override Spec Infer(ReadOnlySpan<Tensor> inputs) =>
        new(Indexed.Sizes(inputs[0].Layout, Over, inputs[1].Layout), inputs[0].DType);

    protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output) => Indexed.Read(inputs[0], Over, inputs[1], output);

    protected override Tensor Derivative(int input, Tensor g, Saved saved) =>
        new IndexSpread(Over, new(saved.InputSpec(0).Layout.Sizes)).Apply(g, saved.Input(1));
}

/// <summary>The opposite of <see cref="IndexGet"/>: adds up at each position what was read there, and leaves zeros elsewhere.</summary>
internal sealed record IndexSpread(Dims Over, Dims Whole) : Primitive
{
    internal override DTypeSet Kernels => DTypeSet.Numbers;

    internal override Reads Reads(int input) => Adjoint.Reads.Second;

    protected override Spec Infer(ReadOnlySpan<Tensor> inputs) => new(Whole.Values, inputs[0].DType);

    protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output) =>
        Indexed.Write(output.Zero(), Over, inputs[1], inputs[0], accumulate: true);

    protected override Tensor Derivative(int input, Tensor g, Saved saved) => new IndexGet(Over).Apply(g, saved.Input(1));
}
