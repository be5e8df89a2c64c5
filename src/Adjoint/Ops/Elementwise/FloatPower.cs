namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// Each element to the power of its counterpart, computed in Float64 whatever the types are: see <see cref="Pow(Tensor)"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public Tensor FloatPower(Tensor exponent)
    {
        ArgumentNullException.ThrowIfNull(exponent);
        return To(DType.Float64).Pow(exponent.To(DType.Float64));
    }
}
