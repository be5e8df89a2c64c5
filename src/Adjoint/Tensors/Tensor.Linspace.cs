using Adjoint.Cpu.Loops;

namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// <paramref name="steps"/> numbers at equal distances from <paramref name="start"/> to <paramref name="end"/>, both
    /// included; a vector. The first half is counted from the start, the second from the end, so both are met exactly.
    /// </summary>
    /// <param name="start">The first number, and the only one of a single step.</param>
    /// <param name="end">The last number; it may be less than the first.</param>
    /// <param name="steps">How many numbers.</param>
    /// <param name="dtype">The type of the elements; Float32 if left out. For integers, all numbers are truncated.</param>
    /// <param name="device">Where the tensor lies; the CPU if left out.</param>
    /// <param name="requiresGrad">Whether gradients with respect to it are computed.</param>
    /// <exception cref="ArgumentException"><paramref name="steps"/> is negative, the type is Bool, or there is no such device.</exception>
    /// <exception cref="InvalidOperationException">Gradients are asked for, and the type is not floating-point.</exception>
    public static Tensor Linspace(
        Scalar start, Scalar end, long steps, DType? dtype = null, Device? device = null, bool requiresGrad = false)
    {
        var type = CheckSteps(nameof(Linspace), steps, dtype, device);
        return Write(steps, type, Spaced(start, end, steps, type)).Tracked(requiresGrad);
    }

    /// <summary>
    /// <paramref name="steps"/> numbers from <c>base</c> to the power <paramref name="start"/> to <c>base</c> to the power
    /// <paramref name="end"/>, each the same multiple of the one before; a vector: the powers of <see cref="Linspace"/>.
    /// </summary>
    /// <param name="start">The first exponent.</param>
    /// <param name="end">The last exponent.</param>
    /// <param name="steps">How many numbers.</param>
    /// <param name="base">What the powers are taken of.</param>
    /// <param name="dtype">The type of the elements; Float32 if left out. For integers, all numbers are truncated.</param>
    /// <param name="device">Where the tensor lies; the CPU if left out.</param>
    /// <param name="requiresGrad">Whether gradients with respect to it are computed.</param>
    /// <inheritdoc cref="Linspace" path="/exception"/>
    public static Tensor Logspace(
        Scalar start, Scalar end, long steps, double @base = 10, DType? dtype = null, Device? device = null, bool requiresGrad = false)
    {
        var type = CheckSteps(nameof(Logspace), steps, dtype, device);
        return Write(steps, type, new Powers(@base, Spaced(start, end, steps, type))).Tracked(requiresGrad);
    }

    static Between Spaced(Scalar start, Scalar end, long steps, DType dtype) => dtype.IsFloatingPoint
        ? new(start.ToDouble(), end.ToDouble(), steps)
        : new(start.ToInt64(), end.ToInt64(), steps);

    static DType CheckSteps(string operation, long steps, DType? dtype, Device? device)
    {
        CheckDevice(device, operation);
        if (steps < 0) throw new ArgumentOutOfRangeException(nameof(steps), steps, $"{operation}: the number of steps cannot be negative.");
        if (dtype == DType.Bool)
            throw new ArgumentException($"{operation}: there are no steps between truth values; use another dtype.", nameof(dtype));
        return dtype ?? DType.Float32;
    }
}
