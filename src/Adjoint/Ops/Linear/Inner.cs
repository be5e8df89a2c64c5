namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// The sum of products over the last dimensions of both: [..., k] and [..., k] give the other dimensions of this tensor, then
    /// those of the other. A number multiplies every element. Source: PyTorch, <c>torch.inner</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The last sizes differ.</exception>
    public Tensor Inner(Tensor other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Rank == 0 || other.Rank == 0) return this * other;
        if (Size(-1) != other.Size(-1)) throw new ArgumentException($"Inner: the last sizes of {Shape} and {other.Shape} differ.");
        return Tensordot(this, other, [-1], [-1]);
    }
}
