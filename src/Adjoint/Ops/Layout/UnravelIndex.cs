namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// The coordinates, one tensor for each dimension, of elements of a tensor of the given shape whose places in row-major
    /// order are given: the opposite of counting them. Negative places count from the end.
    /// </summary>
    /// <exception cref="ArgumentException">The places are no integers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A place is not within the shape.</exception>
    public static Tensor[] UnravelIndex(Tensor indices, Shape shape)
    {
        indices = Ops.Indices.Check(nameof(UnravelIndex), indices);
        var count = shape.Count;
        if (indices.Count > 0 && (indices.Min().Item<long>() < -count || indices.Max().Item<long>() >= count))
            throw new ArgumentOutOfRangeException(
                nameof(indices), $"UnravelIndex: there are {count} elements in shape {shape}, and an index is not among them.");
        if (count > 0) indices = indices % count;
        var coordinates = new Tensor[shape.Rank];
        for (var i = shape.Rank - 1; i >= 0; i--)
        {
            if (shape[i] == 0)
            {
                coordinates[i] = indices.Clone();
                continue;
            }
            coordinates[i] = indices % shape[i];
            indices = indices.FloorDivide(shape[i]);
        }
        return coordinates;
    }
}
