namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// A copy of this tensor in which the elements at the given positions of the flattened tensor are replaced by others, or, with
    /// <paramref name="accumulate"/>, increased by them. Where a position is named several times, the last wins.
    /// </summary>
    /// <param name="index">Integers; negative ones count from the end.</param>
    /// <param name="source">The elements, of this tensor's type: as many as indices.</param>
    /// <param name="accumulate">Whether elements are added; all of them where a position is named several times.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is not within the tensor.</exception>
    /// <exception cref="ArgumentException">The index is not of integers, or the source does not fit.</exception>
    public Tensor Put(Tensor index, Tensor source, bool accumulate = false)
    {
        ArgumentNullException.ThrowIfNull(source);
        var positions = Ops.Indices.Check(nameof(Put), index).Reshape(-1);
        if (source.Count != positions.Count) throw new ArgumentException($"Put: {positions.Count} indices but {source.Count} elements.");
        if (source.DType != DType) throw new ArgumentException(
            $"Put: elements of type {source.DType} cannot be put into a {DType} tensor; " +
            $"convert them with To(DType.{DType}).");
        if (GradMode.IsEnabled && (RequiresGrad || source.RequiresGrad)) positions = positions.Copy();
        return new Ops.IndexPut(Ops.Block.Of(nameof(Put), 0, wraps: true), accumulate).Apply(Reshape(-1), positions, source.Reshape(-1))
            .Reshape(Layout.Sizes);
    }
}
