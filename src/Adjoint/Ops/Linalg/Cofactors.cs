using System.Numerics;
using Adjoint.Cpu.Linalg;

namespace Adjoint.Ops;

/// <summary>
/// The derivative of the determinant: the matrix of cofactors, det(A) A⁻ᵀ where there is an inverse. From the factors: what the
/// determinant loses by a tiny pivot, the inverse gains, so that singular matrices need no other way; a pivot that is exactly 0
/// is made tiny.
/// </summary>
internal sealed record Cofactors() : Composite
{
    public static readonly Cofactors Op = new();

    internal override DTypeSet Kernels => DTypeSet.Floating;

    // Products of the other singular values: that, unlike the inverse, has a derivative where the matrix is singular.
    internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs)
    {
        var a = inputs[0];
        if (IsRegular(a.Detach())) return Linalg.Det(a).Unsqueeze(-1).Unsqueeze(-1) * Linalg.Inv(a).Mt;
        var (u, s, vh) = Linalg.Svd(a);
        var n = a.Size(-1);
        var others = Tensor.Where(
            Tensor.Eye(n, dtype: DType.Float32).Ne(0), Tensor.Ones([], a.DType), s.Unsqueeze(-2).Expand(Matrices.Sizes(a, n, n)));
        var sign = (Linalg.Det(u.Detach()) * Linalg.Det(vh.Detach())).Round();
        return (u * (sign.Unsqueeze(-1) * others.Prod(-1)).Unsqueeze(-2)).Matmul(vh);
    }

    protected override Spec Infer(ReadOnlySpan<Tensor> inputs) => new(inputs[0].Layout.AsContiguous(), inputs[0].DType);

    protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var lu = inputs[0].Copy();
        var n = lu.Size(-1);
        var pivots = Matrices.Pivots(lu, n);
        Matrices.Run(new Kernel(n), Shape.CountOf(Matrices.Batch(lu)), 2 * n * n * n, lu, pivots, output);
    }

    static bool IsRegular(Tensor a)
    {
        using var mode = Autograd.NoGrad();
        var (inverse, _) = Linalg.InvEx(a);
        var condition = a.Norm(2, [-2, -1]) * inverse.Norm(2, [-2, -1]);
        return condition.Lt(a.DType == DType.Float64 ? 1e10 : 1e4).All().Item<bool>();
    }

    readonly unsafe struct Kernel(long n) : IMatrixKernel
    {
        public void Run<T>(in Slices slices) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            T* lu = slices.Of<T>(0), inverse = slices.Of<T>(2);
            var pivots = slices.Of<int>(1);
            _ = Lu<T>.Factor(lu, n, n, n, pivots);
            var (det, largest) = (Lu<T>.Sign(pivots, n), T.Zero);
            for (long i = 0; i < n * n; i++) largest = T.Max(largest, T.Abs(lu[i]));
            if (largest == T.Zero) largest = T.One;
            for (long i = 0; i < n; i++)
            {
                ref var pivot = ref lu[i * n + i];
                if (pivot == T.Zero) pivot = Line<T>.Epsilon * largest;
                det *= pivot;
            }
            Lu<T>.Invert(lu, pivots, n, inverse);
            for (long i = 0; i < n; i++)
            {
                inverse[i * n + i] *= det;
                for (long j = 0; j < i; j++)
                    (inverse[i * n + j], inverse[j * n + i]) = (det * inverse[j * n + i], det * inverse[i * n + j]);
            }
        }
    }
}
