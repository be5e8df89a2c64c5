namespace Adjoint.Ops;

/// <summary>A regular part of a tensor, as a view: from each dimension every n-th index of a range.</summary>
internal sealed record Slice(Dims Starts, Dims Steps, Dims Sizes) : ViewPrimitive
{
    /// <summary>A range of one dimension and all of the others.</summary>
    public static Slice Along(Layout layout, int dim, long start, long length, long step = 1)
    {
        var (starts, steps, sizes) = (new long[layout.Rank], new long[layout.Rank], layout.Sizes.AsSpan().ToArray());
        Array.Fill(steps, 1);
        (starts[dim], steps[dim], sizes[dim]) = (start, step, length);
        return new(new(starts), new(steps), new(sizes));
    }

    protected override (Layout Layout, long Offset) Transform(Layout layout)
    {
        var strides = new long[Sizes.Length];
        long offset = 0;
        for (var i = 0; i < strides.Length; i++)
        {
            strides[i] = layout.Strides[i] * Steps[i];
            if (Sizes[i] > 0) offset += layout.Strides[i] * Starts[i];
        }
        return (new(Sizes.Values, strides), offset);
    }

    protected override Tensor Derivative(int input, Tensor g, Saved saved) =>
        new Unview(this, new(saved.InputSpec(0).Layout.Sizes)).Apply(g);
}
