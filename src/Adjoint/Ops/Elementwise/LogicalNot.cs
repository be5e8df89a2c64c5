namespace Adjoint;

public partial class Tensor
{
    /// <summary>Whether each element is 0, that is, not true; a Bool tensor.</summary>
    public Tensor LogicalNot() => Eq(0);
}
