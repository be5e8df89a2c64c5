namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// The same memory in another shape; one size may be -1 and is then worked out. Like <see cref="Reshape"/>, but never a
    /// copy.
    /// </summary>
    /// <exception cref="ArgumentException">The number of elements differs, or they do not lie so that the shape can be a view.</exception>
    public Tensor View(params ReadOnlySpan<long> shape)
    {
        var sizes = Ops.Reshape.Resolve(nameof(View), this, shape);
        if (Ops.Reshape.Strides(Layout, sizes) is null)
        {
            throw new ArgumentException(
                $"View: shape {Shape} with strides [{string.Join(", ", Layout.Strides)}] cannot " +
                $"be read as [{string.Join(", ", sizes)}] without a copy; use Reshape, which makes one, or Contiguous() first.");
        }
        return Reshape(sizes);
    }

    /// <summary>A view in the shape of another tensor: see <see cref="View"/>.</summary>
    /// <inheritdoc cref="View" path="/exception"/>
    public Tensor ViewAs(Tensor other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return View(other.Layout.Sizes);
    }

    /// <summary>The same elements in the shape of another tensor: see <see cref="Reshape"/>.</summary>
    /// <inheritdoc cref="Reshape" path="/exception"/>
    public Tensor ReshapeAs(Tensor other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Reshape(other.Layout.Sizes);
    }
}
