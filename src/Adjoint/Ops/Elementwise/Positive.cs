namespace Adjoint;

public partial class Tensor
{
    /// <summary>The tensor itself: +x.</summary>
    /// <exception cref="ArgumentException">The elements are Bool.</exception>
    public Tensor Positive()
    {
        Ops.Operand.Check(nameof(Positive), Ops.Operand.RefuseBool(DType));
        return this;
    }
}
