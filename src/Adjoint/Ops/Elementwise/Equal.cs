namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// Whether two tensors have the same type, shape and elements. NaN equals nothing, zeros of both signs are equal. For a
    /// comparison element by element see <see cref="Eq(Tensor)"/>, for one with tolerance <see cref="AllClose"/>.
    /// </summary>
    public static bool Equal(Tensor a, Tensor b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return a.DType == b.DType && a.Layout.HasSizesOf(b.Layout) && !a.Ne(b).Any().Item<bool>();
    }
}
