namespace Adjoint;

public partial class Tensor
{
    /// <summary>The outer product of two vectors: element (i, j) is aᵢ bⱼ.</summary>
    /// <exception cref="ArgumentException">An operand is not a vector.</exception>
    public Tensor Outer(Tensor other)
    {
        Ops.Rank.Check(nameof(Outer), this, 1);
        Ops.Rank.Check(nameof(Outer), other, 1);
        return Unsqueeze(1) * other;
    }
}
