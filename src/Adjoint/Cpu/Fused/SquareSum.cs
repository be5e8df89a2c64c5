using Adjoint.Cpu.Loops;

namespace Adjoint.Cpu.Fused;

/// <summary>The sum of squares of contiguous numbers of single or double precision.</summary>
internal static unsafe class SquareSum<T> where T : unmanaged
{
    /// <summary>The sum; 0 of nothing.</summary>
    public static double Of(T* x, long count)
    {
        T sum = default;
        if (count > 0) Fold<Plus, Squared, T>.Run(default, x, null, &sum, 1, count, 1);
        return Number(sum);
    }

    /// <summary>A number in double precision.</summary>
    public static double Number(T x) => typeof(T) == typeof(float) ? (float)(object)x : (double)(object)x;
}
