using System.Numerics;
using Adjoint.Cpu.Linalg;

namespace Adjoint.Ops;

/// <summary>Products of reflections I - τ v vᵀ, in tensor operations.</summary>
internal static class Reflectors
{
    /// <summary>Throws unless there are reflections, [..., m, n], and for no more than n of them a τ, [..., k].</summary>
    public static void Check(string operation, Tensor a, Tensor tau)
    {
        Matrices.Check(operation, a, "the reflections");
        ArgumentNullException.ThrowIfNull(tau);
        Matrices.CheckSameType(operation, a, tau);
        if (tau.Rank != a.Rank - 1 || !tau.Shape.AsSpan()[..^1].SequenceEqual(Matrices.Batch(a)) || tau.Size(-1) > a.Size(-1))
            throw new ArgumentException(
                $"{operation}: to reflections of shape {a.Shape} belong numbers of shape " +
                $"[{string.Join(", ", Matrices.Sizes(a))}{(a.Rank > 2 ? ", " : "")}k] with k up to {a.Size(-1)}, not {tau.Shape}.");
    }

    /// <summary>H₁ H₂ ... C, or with <paramref name="transposed"/> ... H₂ H₁ C.</summary>
    public static Tensor Apply(Tensor a, Tensor tau, Tensor c, bool transposed)
    {
        long rows = a.Size(-2), count = tau.Size(-1);
        for (long step = 0; step < count; step++)
        {
            var i = transposed ? step : count - 1 - step;
            var unit = Tensor.Zeros([rows, 1], a.DType);
            unit.Narrow(0, i, 1).Fill(1);
            var below = Tensor.Ones([rows, 1], a.DType).Tril(-1 - i);
            var v = a.Narrow(-1, i, 1) * below + unit;
            c = c - tau.Narrow(-1, i, 1).Unsqueeze(-1) * v.Matmul(v.Mt.Matmul(c));
        }
        return c;
    }

    /// <summary>The same for the m x n matrix C, in place.</summary>
    public readonly unsafe struct Kernel(long m, long aColumns, long count, long n, bool transposed) : IMatrixKernel
    {
        public void Run<T>(in Slices slices) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Householder<T>.Apply(new(slices.Of<T>(1), aColumns, 1), m, count, slices.Of<T>(2), slices.Of<T>(0), n, n, transposed);
    }
}
