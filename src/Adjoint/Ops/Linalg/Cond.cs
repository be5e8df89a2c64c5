namespace Adjoint;

public static partial class Linalg
{
    /// <summary>
    /// The condition of each matrix: how much it may enlarge a relative error. For p = 2 (and if left out) the largest singular
    /// value divided by the smallest, for -2 the other way round; for others |A|ₚ |A⁻¹|ₚ of square matrices, ∞ if one is
    /// singular. Source: PyTorch, <c>torch.linalg.cond</c>.
    /// </summary>
    /// <param name="a">The matrices, Float32 or Float64.</param>
    /// <param name="p">The order of the norm: 1, -1, 2, -2, ∞ or -∞.</param>
    /// <exception cref="ArgumentException">The input is no matrix of such numbers, is not square where it must be,
    /// or there is no such norm.</exception>
    public static Tensor Cond(Tensor a, double p = 2)
    {
        if (Math.Abs(p) != 2) return Cond("Linalg.Cond", a, x => MatrixNorm(x, p));
        Ops.Matrices.Check("Linalg.Cond", a);
        if (a.Count == 0) return Tensor.Zeros(Shape.Create(Ops.Matrices.Batch(a)), a.DType);
        var values = Svdvals(a);
        var (largest, smallest) = (values.Select(-1, 0), values.Select(-1, -1));
        return p > 0 ? largest / smallest : smallest / largest;
    }

    /// <summary>The condition of each square matrix in another norm: |A| |A⁻¹|.</summary>
    /// <param name="a">The matrices, Float32 or Float64.</param>
    /// <param name="p">The norm.</param>
    /// <exception cref="ArgumentException">The input is no square matrix of such numbers.</exception>
    public static Tensor Cond(Tensor a, MatrixNormKind p) => Cond("Linalg.Cond", a, x => MatrixNorm(x, p));

    static Tensor Cond(string operation, Tensor a, Func<Tensor, Tensor> norm)
    {
        Ops.Matrices.CheckSquare(operation, a);
        var (inverse, info) = InvEx(a);
        return Tensor.Where(info.Ne(0), Tensor.Full([], double.PositiveInfinity, a.DType), norm(a) * norm(inverse));
    }
}
