namespace Adjoint;

/// <summary>
/// The common shape of several tensors: shapes are aligned at their last dimension, and a size of 1 (or a missing
/// dimension) is repeated to match.
/// </summary>
internal static class Broadcast
{
    /// <summary>The layout of the result of an operation on <paramref name="a"/> and <paramref name="b"/>.</summary>
    /// <exception cref="ArgumentException">Two sizes differ and neither is 1.</exception>
    public static Layout Result(Primitive operation, Layout a, Layout b) => Common(a, b) ?? throw Mismatch(operation.Name, a, b);

    /// <inheritdoc cref="Result(Primitive, Layout, Layout)"/>
    public static Layout Result(string operation, Layout a, Layout b) => Common(a, b) ?? throw Mismatch(operation, a, b);

    static ArgumentException Mismatch(string operation, Layout a, Layout b) =>
        new($"{operation}: shapes {a.Shape} and {b.Shape} do not broadcast; sizes must be equal or 1, counted from the last dimension.");

    static Layout? Common(Layout a, Layout b)
    {
        if (a.HasSizesOf(b)) return a.IsContiguous ? a : b.AsContiguous();
        if (Sizes(a.Sizes, b.Sizes) is not { } sizes) return null;
        if (sizes.AsSpan().SequenceEqual(a.Sizes)) return a.AsContiguous();
        if (sizes.AsSpan().SequenceEqual(b.Sizes)) return b.AsContiguous();
        return Layout.Contiguous(sizes);
    }

    /// <summary>The layout of the result of an operation on all of <paramref name="tensors"/>.</summary>
    /// <exception cref="ArgumentException">Two sizes differ and neither is 1.</exception>
    public static Layout Result(Primitive operation, ReadOnlySpan<Tensor> tensors)
    {
        var layout = tensors[0].Layout;
        for (var i = 1; i < tensors.Length; i++) layout = Result(operation, layout, tensors[i].Layout);
        return layout.AsContiguous();
    }

    /// <summary>The common sizes of two shapes, or null if there are none.</summary>
    public static long[]? Sizes(ReadOnlySpan<long> a, ReadOnlySpan<long> b)
    {
        var sizes = new long[Math.Max(a.Length, b.Length)];
        for (var i = 1; i <= sizes.Length; i++)
        {
            var left = i <= a.Length ? a[^i] : 1;
            var right = i <= b.Length ? b[^i] : 1;
            if (left != right && left != 1 && right != 1) return null;
            sizes[^i] = left == 1 ? right : left;
        }
        return sizes;
    }
}
