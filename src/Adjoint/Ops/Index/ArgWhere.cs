namespace Adjoint;

public partial class Tensor
{
    /// <summary>The same as <see cref="Nonzero"/>.</summary>
    public Tensor ArgWhere() => Nonzero();
}
