namespace Adjoint;

public partial class Tensor
{
    /// <summary>The given indices of a dimension, as a copy: <c>x.IndexSelect(0, idx)</c> takes rows of a matrix.</summary>
    /// <param name="dim">The dimension.</param>
    /// <param name="index">A vector of integers from 0 to the dimension's size - 1, or a single one.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or an index is not within it.</exception>
    /// <exception cref="ArgumentException">The index is not a vector of integers.</exception>
    public Tensor IndexSelect(int dim, Tensor index)
    {
        dim = Dim.Wrap(dim, Rank);
        var x = Ops.Gather.AtLeastVector(this);
        var result = Ops.IndexGet.Read(
            x, Ops.Block.Of(nameof(IndexSelect), dim, wraps: false), Ops.Indices.Vector(nameof(IndexSelect), index));
        if (Rank > 0) return result;
        if (result.Count != 1)
            throw new ArgumentException($"IndexSelect: of a zero-dimensional tensor one element can be taken, not {result.Count}.");
        return result.Reshape();
    }
}
