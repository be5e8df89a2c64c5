namespace Adjoint.Ops;

/// <summary>An operation that reads the same memory through another layout: nothing is copied.</summary>
internal abstract record ViewPrimitive : Primitive
{
    /// <summary>The name of the operation that puts a part back where it was taken from.</summary>
    internal virtual string Opposite => nameof(Unview);

    /// <summary>The new layout, and by how many elements its first lies behind the old one's.</summary>
    protected abstract (Layout Layout, long Offset) Transform(Layout layout);

    internal sealed override Tensor Evaluate(ReadOnlySpan<Tensor> inputs)
    {
        var (layout, offset) = Transform(inputs[0].Layout);
        return inputs[0].Alias(layout, inputs[0].StorageOffset + offset);
    }
}

/// <summary>The opposite of a view that shows no element twice: a part put where it was taken from, and zeros around it.</summary>
/// <param name="View">What the part was taken with.</param>
/// <param name="Whole">The sizes of what it was taken from.</param>
internal sealed record Unview(ViewPrimitive View, Dims Whole) : Primitive
{
    internal override string Name => View.Opposite;

    protected override Spec Infer(ReadOnlySpan<Tensor> inputs) => new(Layout.Contiguous(Whole.Values), inputs[0].DType);

    internal override Tensor Evaluate(ReadOnlySpan<Tensor> inputs)
    {
        var output = Tensor.Zeros(new Shape(Whole.Values), inputs[0].DType);
        if (inputs[0].Count > 0) Elementwise.Convert(View.Evaluate([output]), inputs[0]);
        return output;
    }

    protected override Tensor Derivative(int input, Tensor g, Saved saved) => View.Apply(g);
}

/// <summary>A copy of the first input in which the part that a view shows is replaced by the second, which broadcasts.</summary>
internal sealed record Replace(ViewPrimitive View, string Title = nameof(IndexPut)) : Primitive
{
    internal override string Name => Title;

    protected override Spec Infer(ReadOnlySpan<Tensor> inputs) => new(inputs[0].Layout.AsContiguous(), inputs[0].DType);

    protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        Elementwise.Convert(output, inputs[0]);
        if (inputs[1].Count > 0) Elementwise.Convert(View.Evaluate([output]), inputs[1]);
    }

    protected override Tensor Derivative(int input, Tensor g, Saved saved) =>
        input == 0 ? Apply(g, Tensor.Zeros([], g.DType)) : View.Apply(g);
}
