namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// All ways to take one element of each of several vectors, as the rows of a matrix, the last varying fastest.
    /// Of a single vector, that vector.
    /// </summary>
    /// <exception cref="ArgumentException">There are no tensors, one is no vector, or their types differ.</exception>
    public static Tensor CartesianProd(params ReadOnlySpan<Tensor> tensors)
    {
        if (tensors.Length == 0) throw new ArgumentException("CartesianProd: there are no tensors.");
        foreach (var tensor in tensors)
        {
            ArgumentNullException.ThrowIfNull(tensor, nameof(tensors));
            if (tensor.Rank != 1) throw new ArgumentException($"CartesianProd: vectors are needed, not shape {tensor.Shape}.");
        }
        if (tensors.Length == 1) return tensors[0].Clone();
        return Stack(Meshgrid(tensors), -1).Reshape(-1, tensors.Length);
    }
}
