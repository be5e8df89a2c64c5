namespace Adjoint;

public partial class Tensor
{
    /// <summary>Whether each element is not a number; a Bool tensor.</summary>
    public Tensor IsNaN() => Ne(this);
}
