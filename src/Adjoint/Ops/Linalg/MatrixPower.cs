namespace Adjoint;

public static partial class Linalg
{
    /// <summary>
    /// The n-th power of each square matrix; a negative one is that of the inverse, the power 0 the identity.
    /// Source: PyTorch, <c>torch.linalg.matrix_power</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The input is no square matrix.</exception>
    /// <exception cref="LinalgException">The power is negative, and a matrix is singular.</exception>
    public static Tensor MatrixPower(Tensor a, long n)
    {
        ArgumentNullException.ThrowIfNull(a);
        if (a.Rank < 2 || a.Size(-1) != a.Size(-2))
            throw new ArgumentException($"Linalg.MatrixPower: the input must be square matrices, and its shape is {a.Shape}.");
        if (n == 0) return Ops.Matrices.Identity(Ops.Matrices.Batch(a), a.Size(-1), a.DType).Clone();
        var square = n < 0 ? Inv(a) : a;
        Tensor? product = null;
        for (var rest = (ulong)Math.Abs((decimal)n); ; rest >>= 1)
        {
            if ((rest & 1) != 0) product = product is null ? square : product.Matmul(square);
            if (rest <= 1) return ReferenceEquals(product, a) ? a.Clone() : product!;
            square = square.Matmul(square);
        }
    }
}

public partial class Tensor
{
    /// <summary>A power of a square matrix, or of each of a batch: see <see cref="Linalg.MatrixPower"/>.</summary>
    /// <inheritdoc cref="Linalg.MatrixPower" path="/exception"/>
    public Tensor MatrixPower(long n) => Linalg.MatrixPower(this, n);
}
