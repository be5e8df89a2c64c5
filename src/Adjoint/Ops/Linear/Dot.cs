namespace Adjoint;

public partial class Tensor
{
    /// <summary>The dot product of two vectors of one length: Σ aᵢ bᵢ.</summary>
    /// <exception cref="ArgumentException">An operand is not a vector, or the lengths differ.</exception>
    public Tensor Dot(Tensor other)
    {
        Ops.Rank.Check(nameof(Dot), this, 1);
        Ops.Rank.Check(nameof(Dot), other, 1);
        return Matmul(other);
    }
}
