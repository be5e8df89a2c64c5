namespace Adjoint;

public static partial class Linalg
{
    /// <summary>
    /// The rank of each matrix, as Int64: how many singular values are larger than max(atol, rtol · the largest). Source:
    /// PyTorch, <c>torch.linalg.matrix_rank</c>.
    /// </summary>
    /// <inheritdoc cref="Pinv" path="//param|//exception"/>
    public static Tensor MatrixRank(Tensor a, double? atol = null, double? rtol = null, bool hermitian = false)
    {
        if (hermitian) Ops.Matrices.CheckSquare("Linalg.MatrixRank", a);
        else Ops.Matrices.Check("Linalg.MatrixRank", a);
        if (a.Count == 0) return Tensor.Zeros(Shape.Create(Ops.Matrices.Batch(a)), DType.Int64);
        var values = hermitian ? Eigvalsh(a.Detach()) : Svdvals(a.Detach());
        return Ops.Tolerance.Of(a, atol, rtol).Counts(values).Sum(-1);
    }
}
