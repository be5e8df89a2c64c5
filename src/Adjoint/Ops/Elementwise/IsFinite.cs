namespace Adjoint;

public partial class Tensor
{
    /// <summary>Whether each element is neither infinite nor NaN; a Bool tensor.</summary>
    public Tensor IsFinite() => DType.IsFloatingPoint ? Detach().Abs().Lt(double.PositiveInfinity) : OnesLike(this, DType.Bool);
}
