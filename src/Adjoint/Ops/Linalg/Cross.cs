namespace Adjoint;

public static partial class Linalg
{
    /// <summary>
    /// The vector products of vectors with three elements along a dimension; other dimensions broadcast. Source: PyTorch,
    /// <c>torch.linalg.cross</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The dimension has not size 3 in both, or the shapes do not broadcast.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public static Tensor Cross(Tensor x, Tensor y, int dim = -1)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Rank != y.Rank)
            throw new ArgumentException(
                $"Linalg.Cross: both tensors need the same number of dimensions, and the shapes are {x.Shape} and {y.Shape}.");
        dim = Dim.Wrap(dim, x.Rank, "Linalg.Cross");
        if (x.Rank == 0 || x.Size(dim) != 3 || y.Size(dim) != 3)
            throw new ArgumentException(
                $"Linalg.Cross: dimension {dim} must have size 3 in both, and the shapes are {x.Shape} and {y.Shape}.");
        return x.Roll(-1, dim) * y.Roll(-2, dim) - x.Roll(-2, dim) * y.Roll(-1, dim);
    }
}

public partial class Tensor
{
    /// <summary>The vector product: see <see cref="Linalg.Cross"/>.</summary>
    /// <param name="other">The other vectors.</param>
    /// <param name="dim">The dimension of size 3; the first such one if left out.</param>
    /// <inheritdoc cref="Linalg.Cross" path="/exception"/>
    public Tensor Cross(Tensor other, int? dim = null)
    {
        var along = dim ?? Array.IndexOf(Layout.Sizes, 3);
        if (dim is null && along < 0) throw new ArgumentException($"Cross: no dimension of shape {Shape} has size 3.");
        return Linalg.Cross(this, other, along);
    }
}
