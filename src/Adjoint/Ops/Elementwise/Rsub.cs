namespace Adjoint;

public partial class Tensor
{
    /// <summary>A difference the other way round: other - alpha x. Shapes broadcast; types are promoted.</summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast, or an operand is Bool.</exception>
    public Tensor Rsub(Tensor other, Scalar? alpha = null)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.Sub(this, alpha ?? 1);
    }
}
