namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// Which of the buckets between ascending boundaries each element falls into: the number of boundaries less than it, or with
    /// <paramref name="right"/> of those not larger.
    /// </summary>
    /// <param name="boundaries">A vector in ascending order.</param>
    /// <param name="right">Whether an element that equals a boundary belongs to the bucket above it.</param>
    /// <param name="dtype">The type of the result: Int64 or Int32.</param>
    /// <exception cref="ArgumentException">The boundaries are no vector, or <paramref name="dtype"/> is not one of the two.</exception>
    public Tensor Bucketize(Tensor boundaries, bool right = false, DType dtype = DType.Int64)
    {
        ArgumentNullException.ThrowIfNull(boundaries);
        if (boundaries.Rank != 1)
            throw new ArgumentException($"Bucketize: the boundaries must be a vector, not of shape {boundaries.Shape}.");
        return Ops.SearchSorted.Find(nameof(Bucketize), boundaries, this, right, null, dtype);
    }
}
