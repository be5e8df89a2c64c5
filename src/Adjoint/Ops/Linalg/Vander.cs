namespace Adjoint;

public static partial class Linalg
{
    /// <summary>
    /// The Vandermonde matrices of vectors [..., n]: their powers 0 to N - 1 as columns, [..., n, N]. Source: PyTorch,
    /// <c>torch.linalg.vander</c>.
    /// </summary>
    /// <param name="x">The vectors.</param>
    /// <param name="n">How many powers; as many as a vector has elements if left out.</param>
    /// <exception cref="ArgumentException">The input has no dimension, or fewer than one power is asked for.</exception>
    public static Tensor Vander(Tensor x, long? n = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank == 0) throw new ArgumentException("Linalg.Vander: a vector is needed, and this is a single number; use Unsqueeze(0).");
        var powers = n ?? x.Size(-1);
        if (powers < 1) throw new ArgumentException($"Linalg.Vander: there must be one power at least, not {powers}.");
        var column = x.Unsqueeze(-1);
        return Tensor.Cat([Tensor.OnesLike(column), column.Expand([.. x.Shape, powers - 1])], -1).CumProd(-1);
    }
}
