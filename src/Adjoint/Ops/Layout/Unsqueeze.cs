namespace Adjoint;

public partial class Tensor
{
    /// <summary>A view with a dimension of size 1 inserted before dimension <paramref name="dim"/>; -1 appends one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public Tensor Unsqueeze(int dim)
    {
        dim = Dim.Wrap(dim, Rank + 1);
        var sizes = Layout.Sizes;
        return Reshape([.. sizes[..dim], 1, .. sizes[dim..]]);
    }
}
