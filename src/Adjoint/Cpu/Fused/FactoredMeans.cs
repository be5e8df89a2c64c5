using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Adjoint.Cpu.Loops;

namespace Adjoint.Cpu.Fused;

/// <summary>Running means of squares of a matrix, of which only those of rows and columns are kept.</summary>
internal static unsafe class FactoredMeans<T> where T : unmanaged
{
    const long Grain = 16384;

    /// <summary>
    /// Moves the means of rows and columns of a batch of matrices towards those of g² by <paramref name="share"/> of the way,
    /// and gives for each row the factor that makes of a column's mean the estimate of an element: its mean divided by that of all rows,
    /// which counts as no less than <paramref name="floor"/>.
    /// </summary>
    public static void Learn(T* g, T* rowMean, T* columnMean, T* factor, long batch, long rows, long columns, double share, double floor)
    {
        using var scratch = new Scratch<T>(batch * Math.Max(rows, columns));
        var sums = scratch.Pointer;
        Fold<Plus, Squared, T>.Run(default, g, null, sums, batch * rows, columns, 1);
        Towards(rowMean, sums, batch * rows, columns, share);
        Fold<Plus, Squared, T>.Run(default, g, null, sums, batch, rows, columns);
        Towards(columnMean, sums, batch * columns, rows, share);
        NativeMemory.Clear(factor, (nuint)(batch * rows * sizeof(T))); // what is kept of it is nothing, but nothing of NaN is NaN
        for (long i = 0; i < batch; i++)
        {
            T total;
            Fold<Plus, Element, T>.Run(default, rowMean + i * rows, null, &total, 1, rows, 1);
            var mean = Math.Max(SquareSum<T>.Number(total) / rows, floor);
            new StepLoop<MoveStep, T>(new(0, -1 / mean), factor + i * rows, rowMean + i * rows, null, null, null).Run(0, rows);
        }
    }

    /// <summary>The same for a vector, whose squares are all kept; the factor of its one row is 1.</summary>
    public static void Learn(T* g, T* mean, T* factor, long count, double share)
    {
        Threads.For(count, Grain, new Squaring(mean, g, share));
        *factor = typeof(T) == typeof(float) ? (T)(object)1f : (T)(object)1d;
    }

    // The means of sums over a number of elements.
    static void Towards(T* mean, T* sums, long count, long over, double share) =>
        new StepLoop<MoveStep, T>(new(1 - share, -share / over), mean, sums, null, null, null).Run(0, count);

    readonly struct Squaring(T* mean, T* g, double share) : IRange
    {
        public void Run(long from, long to) => new StepLoop<SquareStep, T>(new(share), mean, g, null, null, null).Run(from, to);
    }

    readonly record struct SquareStep(double Share) : IStep
    {
        public static int States => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<V>(ref V p, V g, ref V a, ref V b, ref V c) where V : struct, IReal<V> =>
            p = V.Of(1 - Share) * p + V.Of(Share) * g * g;
    }
}
