namespace Adjoint;

public partial class Tensor
{
    /// <summary>The transpose, as a view: all dimensions in reverse order. Vectors and zero-dimensional tensors stay as they are.</summary>
    public Tensor T
    {
        get
        {
            if (Rank < 2) return this;
            var order = new int[Rank];
            for (var i = 0; i < order.Length; i++) order[i] = Rank - 1 - i;
            return Permute(order);
        }
    }

    /// <summary>
    /// The last two dimensions exchanged, as a view: the transpose of each matrix of a batch. A zero-dimensional tensor stays as it is.
    /// </summary>
    /// <exception cref="InvalidOperationException">The tensor is a vector.</exception>
    public Tensor Mt => Rank == 0 ? this : Rank >= 2
        ? Transpose(-2, -1)
        : throw new InvalidOperationException($"Mt: a tensor of shape {Shape} is no matrix; use Unsqueeze to make it one.");

    /// <summary>
    /// The conjugate transpose of a matrix, as a view: of real numbers the transpose. A zero-dimensional tensor stays as it is.
    /// </summary>
    /// <exception cref="InvalidOperationException">The tensor is neither a matrix nor zero-dimensional.</exception>
    public Tensor H => Rank is 0 or 2
        ? T
        : throw new InvalidOperationException($"H: a tensor of shape {Shape} is no matrix; use Mh for batches of matrices.");

    /// <summary>The conjugate transpose of each matrix of a batch, as a view: of real numbers the same as <see cref="Mt"/>.</summary>
    /// <exception cref="InvalidOperationException">The tensor is a vector.</exception>
    public Tensor Mh => Rank == 1
        ? throw new InvalidOperationException($"Mh: a tensor of shape {Shape} is no matrix; use Unsqueeze to make it one.")
        : Mt;
}
