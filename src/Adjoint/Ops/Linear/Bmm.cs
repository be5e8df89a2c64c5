namespace Adjoint;

public partial class Tensor
{
    /// <summary>The products of two batches of matrices: [b, m, k] and [b, k, n] give [b, m, n]. The batch does not broadcast.</summary>
    /// <exception cref="ArgumentException">An operand is not a batch of matrices, or sizes differ.</exception>
    public Tensor Bmm(Tensor other)
    {
        Ops.Rank.Check(nameof(Bmm), this, 3);
        Ops.Rank.Check(nameof(Bmm), other, 3);
        if (Size(0) != other.Size(0))
            throw new ArgumentException($"Bmm: the batches of {Shape} and {other.Shape} differ in size; Matmul broadcasts them.");
        return Matmul(other);
    }
}
