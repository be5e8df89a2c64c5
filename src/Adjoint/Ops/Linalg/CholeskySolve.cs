namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// The solution X of A X = this tensor, given the Cholesky factor of A; batches broadcast. Source: PyTorch,
    /// <c>torch.cholesky_solve</c>.
    /// </summary>
    /// <param name="factor">L with A = L Lᵀ, or U with A = Uᵀ U.</param>
    /// <param name="upper">Whether the factor is upper triangular.</param>
    /// <exception cref="ArgumentException">The shapes or types do not fit.</exception>
    public Tensor CholeskySolve(Tensor factor, bool upper = false)
    {
        ArgumentNullException.ThrowIfNull(factor);
        Ops.Matrices.CheckSquare(nameof(CholeskySolve), factor, "the factor");
        var lower = upper ? factor.Mt : factor;
        return Linalg.SolveTriangular(lower.Mt, Linalg.SolveTriangular(lower, this, upper: false), upper: true);
    }
}
