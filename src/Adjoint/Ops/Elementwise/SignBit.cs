namespace Adjoint;

public partial class Tensor
{
    /// <summary>Whether the sign of each element is negative, also that of -0 and NaN; a Bool tensor.</summary>
    public Tensor SignBit()
    {
        if (!DType.IsFloatingPoint) return Lt(0);
        using var plain = Autograd.NoGrad();
        return Tensor.Ones([], DType).CopySign(this).Lt(0);
    }
}
