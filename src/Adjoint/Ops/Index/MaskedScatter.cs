namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// A copy of this tensor in which the elements for which <paramref name="mask"/> is true are replaced by those of
    /// <paramref name="source"/>, one after the other in row-major order. Mask and tensor broadcast.
    /// </summary>
    /// <param name="mask">A Bool tensor.</param>
    /// <param name="source">The new elements, of this tensor's type: at least as many as the mask is true for.</param>
    /// <exception cref="ArgumentException">The mask is not Bool or does not broadcast, the source has another type or too
    /// few elements.</exception>
    public Tensor MaskedScatter(Tensor mask, Tensor source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var sizes = CheckMask(nameof(MaskedScatter), mask).Sizes;
        if (source.DType != DType) throw new ArgumentException(
            $"MaskedScatter: elements of type {source.DType} cannot be put into a {DType} tensor; " +
            $"convert them with To(DType.{DType}).");
        var positions = mask.Expand(sizes).Positions();
        if (source.Count < positions.Count) throw new ArgumentException(
            $"MaskedScatter: the mask is true for {positions.Count} elements, " +
            $"but the source has {source.Count}.");
        var block = Ops.Block.Of(nameof(MaskedScatter), 0, wraps: false);
        return new Ops.IndexPut(block, Accumulate: false)
            .Apply(Expand(sizes).Reshape(-1), positions, source.Reshape(-1).Narrow(0, 0, positions.Count)).Reshape(sizes);
    }
}
