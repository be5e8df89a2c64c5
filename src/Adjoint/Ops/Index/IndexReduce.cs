namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// A copy of this tensor in which each index of a dimension of <paramref name="source"/> is combined with the index of that
    /// dimension which <paramref name="index"/> gives for it; the rest stays. See <see cref="ScatterReduce"/>.
    /// </summary>
    /// <param name="dim">The dimension.</param>
    /// <param name="index">A vector of integers from 0 to the dimension's size - 1.</param>
    /// <param name="source">The elements: of this tensor's type, and of its shape but for the dimension,
    /// which is as long as the index.</param>
    /// <param name="reduce">How elements are combined.</param>
    /// <param name="includeSelf">Whether this tensor's elements are combined with those written, and not replaced.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or an index is not within it.</exception>
    /// <exception cref="ArgumentException">The index is not a vector of integers, or shapes or types do not fit.</exception>
    public Tensor IndexReduce(int dim, Tensor index, Tensor source, ScatterReduction reduce, bool includeSelf = true)
    {
        ArgumentNullException.ThrowIfNull(source);
        dim = Dim.Wrap(dim, Rank);
        var positions = Ops.Indices.Vector(nameof(IndexReduce), index);
        var values = Ops.Gather.AtLeastVector(source);
        var sizes = Ops.Indexed.Sizes(Ops.Gather.AtLeastVector(this).Layout, [dim], positions.Layout);
        if (!values.Layout.Sizes.AsSpan().SequenceEqual(sizes))
            throw new ArgumentException(
                $"IndexReduce: for {positions.Count} indices along dimension {dim} of shape {Shape} the source must have shape " +
                $"[{string.Join(", ", sizes)}], not {source.Shape}.");
        var spread = positions.Reshape([positions.Count, .. Enumerable.Repeat(1L, sizes.Length - 1 - dim)]).Expand(sizes);
        return Ops.ScatterReduce.Apply(nameof(IndexReduce), this, dim, spread, values, reduce, includeSelf);
    }
}
