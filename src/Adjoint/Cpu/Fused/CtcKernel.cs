using System.Runtime.Intrinsics;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Fused;

/// <summary>
/// Connectionist temporal classification: minus the logarithm of the sum of the probabilities of all alignments, by the forward and the
/// backward algorithm, each sequence for itself.
/// </summary>
internal static unsafe class CtcKernel<T> where T : unmanaged
{
    static readonly T s_none = Convert.To<double, T>(double.NegativeInfinity);

    /// <summary>
    /// Writes the loss of each sequence, and the forward sums, [batch, steps, stride], that the backward pass reads. A sequence
    /// without any alignment has a loss of ∞.
    /// </summary>
    public static void Forward(CtcProblem<T> problem, T* losses, T* sums) =>
        Threads.For(problem.Batch, 1, new Sequences { Problem = problem, Losses = losses, Sums = sums });

    /// <summary>
    /// Writes the gradient with respect to the log-probabilities, which is 0 behind the end of a sequence: <paramref name="g"/> times
    /// exp(x) less how likely alignments are to be at the class, as for what comes out of a logarithm of a softmax. Of an infinite loss
    /// it is 0 or, unless <paramref name="zeroInfinity"/>, not a number.
    /// </summary>
    public static void Backward(CtcProblem<T> problem, T* losses, T* sums, T* g, bool zeroInfinity, T* gradient) =>
        Threads.For(problem.Batch, 1, new Sequences
        {
            Problem = problem,
            Losses = losses,
            Sums = sums,
            G = g,
            ZeroInfinity = zeroInfinity,
            Gradient = gradient,
        });

    struct Sequences : IRange
    {
        public CtcProblem<T> Problem;
        public T* Losses, Sums, G, Gradient;
        public bool ZeroInfinity;

        public readonly void Run(long from, long to)
        {
            if (Isa.Has512) Run<V512<T>>(from, to);
            else if (Isa.Has256) Run<V256<T>>(from, to);
            else Run<V128<T>>(from, to);
        }

        readonly void Run<V>(long from, long to) where V : struct, IVector<V, T>
        {
            using var rows = new Scratch<T>(4 * Problem.Stride + 2 * CtcProblem<T>.Margin);
            using var places = new Scratch<long>(Problem.Width);
            for (var n = from; n < to; n++)
            {
                var skips = rows.Pointer;
                Lay(n, places.Pointer, skips);
                if (Gradient == null) Losses[n] = Loss<V>(n, places.Pointer, skips);
                else Differentiate<V>(n, places.Pointer, skips);
            }
        }

        // The classes at the places, and for each 0 where one may come from two places back and -∞ where not.
        readonly void Lay(long n, long* classes, T* skips)
        {
            new Span<T>(skips, (int)Problem.Stride).Fill(s_none);
            for (long s = 0; s < Problem.Places(n); s++)
            {
                classes[s] = Problem.ClassAt(n, s);
                if (Problem.Skips(n, s)) skips[s] = default;
            }
        }

        readonly T Loss<V>(long n, long* classes, T* skips) where V : struct, IVector<V, T>
        {
            var (time, places, stride) = (Problem.Time(n), Problem.Places(n), Problem.Stride);
            if (time == 0) return places == 1 ? default : Convert.To<double, T>(double.PositiveInfinity);
            T* row = skips + stride, sums = Sums + n * Problem.Steps * stride;
            new Span<T>(sums, (int)stride).Fill(s_none);
            sums += CtcProblem<T>.Margin;
            for (long s = 0; s < Math.Min(2, places); s++) sums[s] = Problem.At(0, n)[classes[s]];
            for (long t = 1; t < time; t++, sums += stride)
            {
                CtcRows<V, T>.Gather(Problem, classes, places, Problem.At(t, n), row);
                new Span<T>(sums + stride - CtcProblem<T>.Margin, (int)CtcProblem<T>.Margin).Fill(s_none);
                CtcRows<V, T>.Forward(sums, skips, row, sums + stride, Problem.Width);
            }
            T loss;
            V128<T>.StoreOne(-V128<T>.Fill(CtcRows<V, T>.Sum(sums[places - 1], places > 1 ? sums[places - 2] : s_none)), &loss);
            return loss;
        }

        readonly void Differentiate<V>(long n, long* classes, T* skips) where V : struct, IVector<V, T>
        {
            var (time, places, stride, count) = (Problem.Time(n), Problem.Places(n), Problem.Stride, Problem.Classes);
            var loss = Convert.To<T, double>(Losses[n]);
            if (!double.IsFinite(loss))
            {
                Fill(n, 0, time, ZeroInfinity ? default : Convert.To<double, T>(double.NaN));
                Fill(n, time, Problem.Steps, default);
                return;
            }
            T* row = skips + stride, rest = row + stride, occupancy = rest + stride + CtcProblem<T>.Margin;
            var sums = Sums + n * Problem.Steps * stride + CtcProblem<T>.Margin;
            new Span<T>(rest, (int)stride).Fill(s_none);
            for (var s = Math.Max(0, places - 2); s < places; s++) rest[s] = default;
            for (var t = time - 1; t >= 0; t--)
            {
                if (t < time - 1) CtcRows<V, T>.Backward(rest, skips, rest, Problem.Width);
                var target = Gradient + (t * Problem.Batch + n) * count;
                CtcRows<V, T>.Gather(Problem, classes, places, Problem.At(t, n), row);
                CtcRows<V, T>.Occupy(sums + t * stride, rest, row, Losses[n], occupancy, Problem.Width);
                CtcRows<V, T>.Scale(Problem.At(t, n), G[n], target, count);
                for (long s = 0; s < places; s++)
                    V128<T>.StoreOne(
                        V128<T>.LoadOne(target + classes[s]) - V128<T>.LoadOne(G + n) * V128<T>.LoadOne(occupancy + s),
                        target + classes[s]);
            }
            Fill(n, time, Problem.Steps, default);
        }

        readonly void Fill(long n, long from, long to, T value)
        {
            for (var t = from; t < to; t++)
                new Span<T>(Gradient + (t * Problem.Batch + n) * Problem.Classes, (int)Problem.Classes).Fill(value);
        }
    }
}
