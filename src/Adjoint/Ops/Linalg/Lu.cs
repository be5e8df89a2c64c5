namespace Adjoint;

public static partial class Linalg
{
    /// <summary>
    /// The LU decomposition A = P L U with partial pivoting of each matrix [..., m, n]: P a permutation [..., m, m], L lower
    /// triangular with ones on its diagonal [..., m, k], U upper triangular [..., k, n]. Singular matrices have one, too, but no
    /// derivative. Source: PyTorch, <c>torch.linalg.lu</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The input is no matrix of Float32 or Float64.</exception>
    public static (Tensor P, Tensor L, Tensor U) Lu(Tensor a)
    {
        var (lu, pivots, _) = Ops.LuFactor.Of("Linalg.Lu", a);
        return LuUnpack(lu, pivots);
    }

    /// <summary>The factors of A = P L U from what <see cref="LuFactor"/> gives. Source: PyTorch, <c>torch.lu_unpack</c>.</summary>
    /// <param name="lu">Both factors in one matrix.</param>
    /// <param name="pivots">The exchanges of rows, Int32.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or a pivot is not the number of a row.</exception>
    public static (Tensor P, Tensor L, Tensor U) LuUnpack(Tensor lu, Tensor pivots)
    {
        const string Name = "Linalg.LuUnpack";
        Ops.Matrices.Check(Name, lu, "the factors");
        Ops.LuPivots.Check(Name, lu, pivots);
        long m = lu.Size(-2), k = Math.Min(m, lu.Size(-1));
        var p = Ops.Permutation.Undo(Name, Ops.Matrices.Identity(Ops.Matrices.Batch(lu), m, lu.DType), pivots);
        return (p, lu.Narrow(-1, 0, k).Tril(-1) + Tensor.Eye(m, k, lu.DType), lu.Narrow(-2, 0, k).Triu());
    }
}
