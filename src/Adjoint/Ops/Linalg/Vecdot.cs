namespace Adjoint;

public static partial class Linalg
{
    /// <summary>
    /// The dot products of vectors along a dimension, Σ x y; shapes broadcast. Source: PyTorch, <c>torch.linalg.vecdot</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes do not broadcast, or there are no vectors.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public static Tensor Vecdot(Tensor x, Tensor y, int dim = -1)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Rank == 0 && y.Rank == 0) throw new ArgumentException("Linalg.Vecdot: two numbers are no vectors; use *.");
        return (x * y).Sum(dim);
    }
}
