using System.Runtime.CompilerServices;
using Adjoint.Cpu.Loops;

namespace Adjoint;

public partial class Tensor
{
    /// <summary>The whole numbers from 0 up to, not including, <paramref name="end"/>: a vector.</summary>
    /// <inheritdoc cref="Arange(Scalar, Scalar, Scalar?, DType?, Device?, bool)"/>
    public static Tensor Arange(Scalar end, DType? dtype = null, Device? device = null, bool requiresGrad = false) =>
        Arange(0, end, null, dtype, device, requiresGrad);

    /// <summary>
    /// Numbers at equal distances: start, start + step, start + 2 step, and so on up to, not including,
    /// <paramref name="end"/>; a vector of ⌈(end - start) / step⌉ elements. Element i is start + i step, computed in Float64 or
    /// Int64, so that errors do not add up.
    /// </summary>
    /// <param name="start">The first number.</param>
    /// <param name="end">Where to stop. A fractional step may, by rounding, come to a last number that equals it;
    /// take <see cref="Linspace"/> then.</param>
    /// <param name="step">The distance, 1 if left out; negative to count down.</param>
    /// <param name="dtype">The type of the elements; if left out Int64 if all numbers given are integers, and Float32 otherwise.</param>
    /// <param name="device">Where the tensor lies; the CPU if left out.</param>
    /// <param name="requiresGrad">Whether gradients with respect to it are computed.</param>
    /// <exception cref="ArgumentException">The step is 0 or leads away from the end, a bound is infinite or NaN, there would
    /// be too many elements, the type is Bool, or there is no such device.</exception>
    /// <exception cref="InvalidOperationException">Gradients are asked for, and the type is not floating-point.</exception>
    [OverloadResolutionPriority(1)]
    public static Tensor Arange(
        Scalar start, Scalar end, Scalar? step = null, DType? dtype = null, Device? device = null, bool requiresGrad = false)
    {
        CheckDevice(device);
        var by = step ?? 1;
        var type = dtype ?? (start.IsFloatingPoint || end.IsFloatingPoint || by.IsFloatingPoint ? DType.Float32 : DType.Int64);
        if (type == DType.Bool)
            throw new ArgumentException("Arange: there are no steps between truth values; use another dtype.", nameof(dtype));
        var count = CountSteps(start, end, by, type);
        return type.IsFloatingPoint
            ? Write(count, type, new Steps(start.ToDouble(), by.ToDouble())).Tracked(requiresGrad)
            : Write(count, type, new WholeSteps(start.ToInt64(), by.ToInt64())).Tracked(requiresGrad);
    }

    static long CountSteps(Scalar start, Scalar end, Scalar step, DType dtype)
    {
        if (!double.IsFinite(start.ToDouble()) || !double.IsFinite(end.ToDouble()) || !double.IsFinite(step.ToDouble()))
            throw new ArgumentException($"Arange: the numbers must be finite, but are start {start}, end {end} and step {step}.");
        var isReal = dtype.IsFloatingPoint;
        double from = isReal ? start.ToDouble() : start.ToInt64(),
            to = isReal ? end.ToDouble() : end.ToInt64(),
            by = isReal ? step.ToDouble() : step.ToInt64();
        if (by == 0)
            throw new ArgumentException(
                $"Arange: the step is {step}, which is 0 in {dtype}; nothing would ever reach the end.", nameof(step));
        if (by > 0 ? to < from : to > from)
            throw new ArgumentException(
                $"Arange: from {start} to {end} a step of {step} leads away from the end; change its sign.", nameof(step));
        var count = dtype == DType.Int64 // not all of these are doubles
            ? WholeCount(start.ToInt64(), end.ToInt64(), step.ToInt64())
            : Math.Max(0, Math.Ceiling((end.ToDouble() - start.ToDouble()) / step.ToDouble()));
        if (count >= long.MaxValue)
            throw new ArgumentException($"Arange: from {start} to {end} by {step} there are {count} elements, which no tensor holds.");
        return (long)count;
    }

    static double WholeCount(Int128 start, Int128 end, Int128 step) => (double)((end - start + step - Int128.Sign(step)) / step);

    static unsafe Tensor Write<TSequence>(long count, DType dtype, TSequence sequence) where TSequence : struct, ISequence
    {
        var tensor = Allocate(Layout.Contiguous([count]), dtype);
        var write = new WriteAction<TSequence> { Tensor = tensor, Sequence = sequence };
        if (count > 0) dtype.Run(ref write);
        return tensor;
    }

    unsafe struct WriteAction<TSequence> : IDTypeAction where TSequence : struct, ISequence
    {
        public required Tensor Tensor;
        public required TSequence Sequence;

        public readonly void Run<T>() where T : unmanaged
        {
            fixed (byte* y = Tensor) Cpu.Loops.Sequence.Write(Sequence, (T*)y, Tensor.Count);
        }
    }
}
