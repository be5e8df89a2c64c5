namespace Adjoint.Ops;

/// <summary>
/// Reads a tensor at positions, the second input, in a block of its dimensions: see <see cref="Indexed"/>.
/// </summary>
internal sealed record IndexGet(Block Block) : Primitive
{
    internal override string Name => "Index";

    /// <summary>Reads at positions that are the user's: what the gradient will need of them must not change with them.</summary>
    public static Tensor Read(Tensor x, Block block, Tensor positions) =>
        new IndexGet(block).Apply(x, GradMode.IsEnabled && x.RequiresGrad ? positions.Copy() : positions);

    internal override Reads Reads(int input) => Adjoint.Reads.Second;

    protected override Spec Infer(ReadOnlySpan<Tensor> inputs) =>
        new(Indexed.Sizes(inputs[0].Layout, Block.Over, inputs[1].Layout), inputs[0].DType);

    protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output) => Indexed.Read(inputs[0], Block, inputs[1], output);

    protected override Tensor Derivative(int input, Tensor g, Saved saved) =>
        new IndexSpread(Block, new(saved.InputSpec(0).Layout.Sizes)).Apply(g, saved.Input(1));
}

/// <summary>The opposite of <see cref="IndexGet"/>: adds up at each position what was read there, and leaves zeros elsewhere.</summary>
internal sealed record IndexSpread(Block Block, Dims Whole) : Primitive
{
    internal override DTypeSet Kernels => DTypeSet.Numbers;

    internal override Reads Reads(int input) => Adjoint.Reads.Second;

    protected override Spec Infer(ReadOnlySpan<Tensor> inputs) => new(Whole.Values, inputs[0].DType);

    protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output) =>
        Indexed.Write(output.Zero(), Block, inputs[1], inputs[0], accumulate: true);

    protected override Tensor Derivative(int input, Tensor g, Saved saved) => new IndexGet(Block).Apply(g, saved.Input(1));
}
