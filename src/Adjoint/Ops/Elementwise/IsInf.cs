namespace Adjoint;

public partial class Tensor
{
    /// <summary>Whether each element is ∞ or -∞; a Bool tensor.</summary>
    public Tensor IsInf() => DType.IsFloatingPoint ? Detach().Abs().Eq(double.PositiveInfinity) : ZerosLike(this, DType.Bool);

    /// <summary>Whether each element is ∞; a Bool tensor.</summary>
    public Tensor IsPosInf() => Eq(double.PositiveInfinity);

    /// <summary>Whether each element is -∞; a Bool tensor.</summary>
    public Tensor IsNegInf() => Eq(double.NegativeInfinity);
}
