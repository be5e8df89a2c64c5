namespace Adjoint;

public partial class Tensor
{
    /// <summary>The product of two matrices: [m, k] and [k, n] give [m, n]. <see cref="Matmul"/> takes other ranks too.</summary>
    /// <exception cref="ArgumentException">An operand is not a matrix, or the inner sizes differ.</exception>
    public Tensor Mm(Tensor other)
    {
        Ops.Rank.Check(nameof(Mm), this, 2);
        Ops.Rank.Check(nameof(Mm), other, 2);
        return Matmul(other);
    }
}
