namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// Each element times 2 to the power of its counterpart: x 2ⁿ, the opposite of <see cref="Frexp"/>. Shapes broadcast; types
    /// are promoted; integers become Float32.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public Tensor Ldexp(Tensor exponent)
    {
        ArgumentNullException.ThrowIfNull(exponent);
        var dtype = Promotion.Result(this, exponent).Floating;
        return To(dtype) * exponent.To(dtype).Exp2();
    }
}
