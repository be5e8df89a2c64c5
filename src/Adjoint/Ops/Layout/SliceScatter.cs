namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// A copy in which every <paramref name="step"/>-th index of a dimension from <paramref name="start"/> to
    /// <paramref name="end"/>, exclusive, is replaced by <paramref name="src"/>, converted to this type. Negative indices count
    /// from the end.
    /// </summary>
    /// <exception cref="ArgumentException">The source has not the shape of what it replaces.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or the step is not positive.</exception>
    public Tensor SliceScatter(Tensor src, int dim = 0, long? start = null, long? end = null, long step = 1)
    {
        Require.Positive(nameof(SliceScatter), step);
        dim = Ops.Split.CheckDim(nameof(SliceScatter), this, dim);
        var size = Layout.Sizes[dim];
        long from = Within(start ?? 0, size), to = Within(end ?? size, size);
        return ReplacePart(nameof(SliceScatter), Ops.Slice.Along(Layout, dim, from, from < to ? (to - from - 1) / step + 1 : 0, step), src);
    }

    /// <summary>A copy in which one index of a dimension is replaced by <paramref name="src"/>, converted to this type.</summary>
    /// <exception cref="ArgumentException">The source has not the shape of what it replaces.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension or index.</exception>
    public Tensor SelectScatter(Tensor src, int dim, long index)
    {
        dim = Dim.Wrap(dim, Rank);
        var part = Detach().Select(dim, index);
        CheckSource(nameof(SelectScatter), part.Shape, src);
        var slice = Ops.Slice.Along(Layout, dim, index < 0 ? index + Layout.Sizes[dim] : index, 1);
        return ReplacePart(nameof(SelectScatter), slice, src.Unsqueeze(dim));
    }

    /// <summary>
    /// A copy in which a diagonal is replaced by <paramref name="src"/>, converted to this type: see <see cref="Diagonal"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The source has not the shape of the diagonal, or both dimensions are the same.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor DiagonalScatter(Tensor src, long offset = 0, int dim1 = 0, int dim2 = 1)
    {
        (dim1, dim2) = (Ops.Split.CheckDim(nameof(DiagonalScatter), this, dim1), Dim.Wrap(dim2, Rank));
        if (dim1 == dim2)
            throw new ArgumentException($"DiagonalScatter: a diagonal needs two dimensions, and dimension {dim1} is named twice.");
        return ReplacePart(nameof(DiagonalScatter), new Ops.Diagonal(offset, dim1, dim2), src);
    }

    Tensor ReplacePart(string operation, Ops.ViewPrimitive part, Tensor src)
    {
        CheckSource(operation, part.Evaluate([this]).Shape, src);
        return new Ops.Replace(part, operation).Apply(this, src.To(DType));
    }

    static void CheckSource(string operation, Shape shape, Tensor src)
    {
        ArgumentNullException.ThrowIfNull(src);
        if (src.Shape != shape) throw new ArgumentException($"{operation}: a source of shape {shape} is needed, not {src.Shape}.");
    }

    static long Within(long index, long size) => Math.Clamp(index < 0 ? index + size : index, 0, size);
}
