namespace Adjoint;

public partial class Tensor
{
    /// <summary>The elements at the given positions of the flattened tensor, in the shape of the index.</summary>
    /// <param name="index">Integers; negative ones count from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is not within the tensor.</exception>
    /// <exception cref="ArgumentException">The index is not of integers.</exception>
    public Tensor Take(Tensor index)
    {
        index = Ops.Indices.Check(nameof(Take), index);
        return Ops.IndexGet.Read(Reshape(-1), Ops.Block.Of(nameof(Take), 0, wraps: true), index);
    }

    /// <summary>
    /// <see cref="Gather"/> with tensor and index broadcast in all dimensions but <paramref name="dim"/>; of both flattened
    /// if no dimension is given. Takes what <c>ArgMax</c> or <c>ArgSort</c> return with <c>keepDim</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or an index is not within it.</exception>
    /// <exception cref="ArgumentException">The index is not of integers, or the shapes do not fit.</exception>
    public Tensor TakeAlongDim(Tensor indices, int? dim = null)
    {
        ArgumentNullException.ThrowIfNull(indices);
        if (dim is not { } named) return Reshape(-1).Gather(0, indices.Reshape(-1));
        if (indices.Rank != Rank)
            throw new ArgumentException(
                $"TakeAlongDim: shapes {Shape} and {indices.Shape} have different numbers of dimensions; unsqueeze one of them.");
        named = Dim.Wrap(named, Rank);
        var (sizes, indexSizes) = (Shape.ToArray(), indices.Shape.ToArray());
        for (var i = 0; i < Rank; i++)
        {
            if (i == named) continue;
            if (sizes[i] != indexSizes[i] && sizes[i] != 1 && indexSizes[i] != 1)
                throw new ArgumentException($"TakeAlongDim: shapes {Shape} and {indices.Shape} do not broadcast in dimension {i}.");
            sizes[i] = indexSizes[i] = sizes[i] == 1 ? indexSizes[i] : sizes[i];
        }
        return Expand(sizes).Gather(named, indices.Expand(indexSizes));
    }
}
