namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// A dimension split into several of the given <paramref name="sizes"/>, one of which may be -1 and is then worked out:
    /// the opposite of <see cref="Flatten"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    /// <exception cref="ArgumentException">The sizes do not multiply to that of the dimension.</exception>
    public Tensor Unflatten(int dim, params ReadOnlySpan<long> sizes)
    {
        if (Rank == 0)
            throw new ArgumentOutOfRangeException(nameof(dim), "Unflatten: a zero-dimensional tensor has no dimension to split.");
        if (sizes.Length == 0) throw new ArgumentException("Unflatten: give at least one size.");
        dim = Dim.Wrap(dim, Rank);
        var old = Layout.Sizes;
        var parts = Ops.Reshape.Resolve(old[dim], sizes) ??
            throw new ArgumentException(
                $"Unflatten: sizes [{string.Join(", ", sizes.ToArray())}] do not multiply to {old[dim]}, " +
                $"dimension {dim} of shape {Shape}.");
        return Reshape([.. old[..dim], .. parts, .. old[(dim + 1)..]]);
    }
}
