namespace Adjoint.Ops;

/// <summary>The largest element of each window over the last dimensions, and its place among the elements of these.</summary>
/// <param name="Title">The name of the operation.</param>
internal abstract record LargestOfWindows(string Title) : Primitive
{
    internal sealed override string Name => Title;

    /// <summary>How many dimensions the windows have.</summary>
    protected abstract int SpatialRank { get; }

    internal sealed override Reads Reads(int input) => input == 0 ? Adjoint.Reads.Output : Adjoint.Reads.Nothing;

    /// <summary>The sizes of the results.</summary>
    protected abstract long[] Sizes(Tensor x);

    /// <summary>Fills the results, of which there are some; x is contiguous, and the values are of its type.</summary>
    protected abstract void Fill(Tensor x, ReadOnlySpan<Tensor> inputs, Tensor values, Tensor indices);

    internal sealed override Tensor[] EvaluateMany(ReadOnlySpan<Tensor> inputs)
    {
        var x = inputs[0];
        var (layout, work) = (Layout.Contiguous(Sizes(x)), x.DType.Widened);
        var (values, indices) = (Tensor.Allocate(layout, work), Tensor.Allocate(layout, DType.Int64));
        if (layout.Count > 0) Fill(x.Ready(work), inputs, values, indices);
        return [values.Convert(x.DType), indices];
    }

    // Elements are added up where their indices say; elsewhere are zeros.
    internal sealed override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
    {
        var g = gradients[0]!;
        var outer = g.Shape.AsSpan()[..^SpatialRank].ToArray();
        var sizes = saved.InputSpec(0).Layout.Sizes.AsSpan(outer.Length);
        long[] flat = [Shape.CountOf(outer), Shape.CountOf(g.Shape.AsSpan()[^SpatialRank..])];
        var zeros = Tensor.Zeros([], g.DType).Expand(flat[0], Shape.CountOf(sizes));
        results[0] = zeros.ScatterAdd(1, saved.OutputAt(1).Reshape(flat), g.Reshape(flat)).Reshape([.. outer, .. sizes]);
    }
}
