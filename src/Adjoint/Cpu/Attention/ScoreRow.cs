using System.Runtime.CompilerServices;
using Adjoint.Cpu.Gemm;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Attention;

/// <summary>What is done to one row of a tile of scores; rows are padded to whole vectors.</summary>
internal static unsafe class ScoreRow<V, T> where V : struct, IVector<V, T> where T : unmanaged
{
    /// <summary>Adds a row of the mask to <paramref name="count"/> scores, and takes those behind out of the game.</summary>
    [MethodImpl(Compile.Loop)]
    public static void Mask(T* row, Matrix<T> mask, long count, long padded)
    {
        if (mask.Pointer != null)
        {
            long j = 0;
            if (mask.Column == 1)
                for (; j <= count - V.Count; j += V.Count) V.Store(V.Load(row + j) + V.Load(mask.Pointer + j), row + j);
            for (; j < count; j++)
                V128<T>.StoreOne(V128<T>.LoadOne(row + j) + V128<T>.LoadOne(mask.Pointer + j * mask.Column), row + j);
        }
        for (; count < padded && count % V.Count != 0; count++) V128<T>.StoreOne(V128<T>.Of(double.NegativeInfinity), row + count);
        for (; count < padded; count += V.Count) V.Store(V.Of(double.NegativeInfinity), row + count);
    }

    /// <summary>
    /// From scores to exp(score - max), where the largest score so far is kept in <paramref name="max"/> and the sum of each
    /// lane's exponentials in <paramref name="sums"/>. What was summed up with a smaller maximum is scaled to the new one.
    /// </summary>
    [MethodImpl(Compile.Loop)]
    public static void Advance(T* row, long padded, T* max, T* sums, T* output, long size)
    {
        var best = V.Load(row);
        for (long j = V.Count; j < padded; j += V.Count) best = V.Max(best, V.Load(row + j));
        var before = V.LoadOne(max);
        if (V.Any(V.Less(before, best)))
        {
            var now = Largest(best);
            V.StoreOne(now, max);
            var scale = LaneMath.ExpBelow(before - now);
            V.Store(V.Load(sums) * scale, sums);
            for (long j = 0; j < size; j += V.Count) V.Store(V.Load(output + j) * scale, output + j);
            before = now;
        }
        // Where nothing was seen yet, all are -∞, and any finite number may be taken off.
        var shift = V.Select(V.Equal(before, V.Of(double.NegativeInfinity)), V.Zero, before);
        var sum = V.Load(sums);
        for (long j = 0; j < padded; j += V.Count)
        {
            var p = LaneMath.ExpBelow(V.Load(row + j) - shift);
            V.Store(p, row + j);
            sum += p;
        }
        V.Store(sum, sums);
    }

    /// <summary>
    /// From sums of v exp(score - max) to their mean, and the logarithm of the sum of exponentials in the place of the maximum:
    /// zeros and ∞ where no key was seen.
    /// </summary>
    [MethodImpl(Compile.Loop)]
    public static void Finish(T* output, T* max, T* sums, T* result, long size)
    {
        var sum = default(V128<T>);
        for (long j = 0; j < V.Count; j++) sum += V128<T>.LoadOne(sums + j);
        var isEmpty = V128<T>.Equal(sum, V128<T>.Zero);
        var factor = V128<T>.Select(isEmpty, V128<T>.Zero, V128<T>.One / sum);
        V128<T>.StoreOne(factor, sums);
        V128<T>.StoreOne(V128<T>.Select(isEmpty, V128<T>.Of(double.PositiveInfinity), V128<T>.LoadOne(max) + LaneMath.Log(sum)), max);
        var scale = V.LoadOne(sums);
        long i = 0;
        for (; i <= size - V.Count; i += V.Count) V.Store(V.Load(output + i) * scale, result + i);
        for (; i < size; i++) V128<T>.StoreOne(V128<T>.LoadOne(output + i) * factor, result + i);
    }

    /// <summary>From scores to probabilities, exp(score - logSumExp), and from their gradients to those of the scores.</summary>
    [MethodImpl(Compile.Loop)]
    public static void Backward(T* row, T* gradients, long padded, T* logSumExp, T* delta)
    {
        V shift = V.LoadOne(logSumExp), mean = V.LoadOne(delta);
        for (long j = 0; j < padded; j += V.Count)
        {
            // Rounding may lift a score that makes up the whole sum a little above its logarithm.
            var p = LaneMath.ExpBelow(V.Load(row + j) - shift);
            V.Store(p, row + j);
            V.Store(p * (V.Load(gradients + j) - mean), gradients + j);
        }
    }

    /// <summary>Σ a b of two rows.</summary>
    [MethodImpl(Compile.Loop)]
    public static void Dot(T* a, T* b, long count, T* result)
    {
        var sum = default(V);
        long j = 0;
        for (; j <= count - V.Count; j += V.Count) sum = V.MultiplyAdd(V.Load(a + j), V.Load(b + j), sum);
        var lanes = stackalloc T[V.Count];
        V.Store(sum, lanes);
        var total = default(V128<T>);
        for (long i = 0; i < V.Count; i++) total += V128<T>.LoadOne(lanes + i);
        for (; j < count; j++) total = V128<T>.MultiplyAdd(V128<T>.LoadOne(a + j), V128<T>.LoadOne(b + j), total);
        V128<T>.StoreOne(total, result);
    }

    // The largest of the lanes, in all of them.
    static V Largest(V x)
    {
        var lanes = stackalloc T[V.Count];
        V.Store(x, lanes);
        var largest = V128<T>.LoadOne(lanes);
        for (var i = 1; i < V.Count; i++) largest = V128<T>.Max(largest, V128<T>.LoadOne(lanes + i));
        V128<T>.StoreOne(largest, lanes);
        return V.LoadOne(lanes);
    }
}
