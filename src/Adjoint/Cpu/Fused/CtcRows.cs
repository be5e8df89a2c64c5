using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Fused;

/// <summary>
/// One step of time of the sums over alignments, for all places of a row at once. Probabilities are logarithms; none is -∞.
/// </summary>
internal static unsafe class CtcRows<V, T> where V : struct, IVector<V, T> where T : unmanaged
{
    static readonly T s_none = Convert.To<double, T>(double.NegativeInfinity);

    /// <summary>Gathers the log-probabilities of the classes at the places; behind them there is none.</summary>
    public static void Gather(in CtcProblem<T> problem, long* classes, long places, T* source, T* row)
    {
        for (long s = 0; s < places; s++) row[s] = source[classes[s]];
        new Span<T>(row + places, (int)(problem.Stride - places)).Fill(s_none);
    }

    /// <summary>
    /// Where an alignment stands after a step: it has stayed, come from one place back or, where a step over is allowed, from two.
    /// </summary>
    [MethodImpl(Compile.Loop)]
    public static void Forward(T* before, T* skips, T* row, T* after, long width)
    {
        for (long s = 0; s < width; s += V.Count)
            V.Store(
                Sum(V.Load(before + s), V.Load(before + s - 1), V.Load(before + s - 2) + V.Load(skips + s)) + V.Load(row + s), after + s);
    }

    /// <summary>What is still to come from each place: the same steps, taken back, of what is to come with the step after.</summary>
    [MethodImpl(Compile.Loop)]
    public static void Backward(T* after, T* skips, T* before, long width)
    {
        for (long s = 0; s < width; s += V.Count)
            V.Store(Sum(V.Load(after + s), V.Load(after + s + 1), V.Load(after + s + 2) + V.Load(skips + s + 2)), before + s);
    }

    /// <summary>
    /// How likely the right alignments are to stand at each place, which is exp(forward + backward + loss);
    /// then what is to come with this step itself.
    /// </summary>
    [MethodImpl(Compile.Loop)]
    public static void Occupy(T* forward, T* backward, T* row, T loss, T* occupancy, long width)
    {
        var whole = V.Fill(loss);
        for (long s = 0; s < width; s += V.Count)
        {
            var rest = V.Load(backward + s);
            V.Store(LaneMath.Exp(V.Load(forward + s) + rest + whole), occupancy + s);
            V.Store(rest + V.Load(row + s), backward + s);
        }
    }

    /// <summary>The probabilities of a step, times a factor.</summary>
    [MethodImpl(Compile.Loop)]
    public static void Scale(T* source, T factor, T* target, long count)
    {
        var scale = V.Fill(factor);
        long i = 0;
        for (; i <= count - V.Count; i += V.Count) V.Store(LaneMath.Exp(V.Load(source + i)) * scale, target + i);
        var one = V128<T>.Fill(factor);
        for (; i < count; i++) V128<T>.StoreOne(LaneMath.Exp(V128<T>.LoadOne(source + i)) * one, target + i);
    }

    /// <summary>The logarithm of a sum of two.</summary>
    public static T Sum(T a, T b)
    {
        T sum;
        V128<T>.StoreOne(CtcRows<V128<T>, T>.Sum(V128<T>.Fill(a), V128<T>.Fill(b), V128<T>.Fill(s_none)), &sum);
        return sum;
    }

    // Two exponentials are enough, since that of the largest is 1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Sum(V a, V b, V c)
    {
        V low = V.Min(a, b), high = V.Max(a, b);
        V largest = V.Max(high, c), middle = V.Min(high, c);
        // ∞ less ∞ would be no number.
        var limited = V.Max(largest, V.Of(-1e30));
        return largest + LaneMath.Log(V.One + LaneMath.ExpBelow(low - limited) + LaneMath.ExpBelow(middle - limited));
    }
}
