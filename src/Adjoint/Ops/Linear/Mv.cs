namespace Adjoint;

public partial class Tensor
{
    /// <summary>The product of a matrix and a vector: [m, k] and [k] give [m].</summary>
    /// <exception cref="ArgumentException">The operands are not a matrix and a vector, or the inner sizes differ.</exception>
    public Tensor Mv(Tensor vector)
    {
        Ops.Rank.Check(nameof(Mv), this, 2);
        Ops.Rank.Check(nameof(Mv), vector, 1);
        return Matmul(vector);
    }
}
