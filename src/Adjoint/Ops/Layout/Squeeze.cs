namespace Adjoint;

public partial class Tensor
{
    /// <summary>A view without the given dimension if that has size 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Squeeze(int dim) => Squeeze([dim]);

    /// <summary>
    /// A view without those of the given dimensions that have size 1, or without all of size 1 if none is given.
    /// Dimensions of other sizes stay.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    /// <exception cref="ArgumentException">A dimension is named twice.</exception>
    public Tensor Squeeze(params ReadOnlySpan<int> dims)
    {
        var named = Dim.WrapAll(dims, Rank);
        var kept = new List<long>(Rank);
        for (var i = 0; i < Rank; i++)
        {
            if (Layout.Sizes[i] != 1 || !named.Contains(i)) kept.Add(Layout.Sizes[i]);
        }
        return Reshape([.. kept]);
    }
}
