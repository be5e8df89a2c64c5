using System.Numerics;
using Adjoint.Cpu.Sampling;
using Adjoint.Ops;

namespace Adjoint;

public partial class Tensor
{
    /// <summary>A tensor of integers drawn evenly from <paramref name="low"/> up to, not including, <paramref name="high"/>.</summary>
    /// <param name="low">The smallest number.</param>
    /// <param name="high">One more than the largest number.</param>
    /// <param name="shape">The sizes of the tensor's dimensions.</param>
    /// <param name="dtype">The type of its elements; Int64 if left out.</param>
    /// <param name="device">Where it lies; the CPU if left out.</param>
    /// <param name="requiresGrad">Whether gradients with respect to it are computed.</param>
    /// <param name="generator">Where the numbers come from; <see cref="Generator.Default"/> if left out.</param>
    /// <exception cref="ArgumentException">There is no number between the bounds, or the type does not hold them all.</exception>
    public static Tensor RandInt(
        long low, long high, Shape shape, DType? dtype = null, Device? device = null, bool requiresGrad = false,
        Generator? generator = null) =>
        Empty(shape, dtype ?? DType.Int64, device).FillIntegers(nameof(RandInt), low, high, generator).Tracked(requiresGrad);

    /// <summary>A tensor of integers drawn evenly from 0 up to, not including, <paramref name="high"/>.</summary>
    /// <inheritdoc cref="RandInt(long, long, Shape, DType?, Device?, bool, Generator?)"/>
    public static Tensor RandInt(
        long high, Shape shape, DType? dtype = null, Device? device = null, bool requiresGrad = false, Generator? generator = null) =>
        RandInt(0, high, shape, dtype, device, requiresGrad, generator);

    /// <summary>
    /// Integers drawn evenly from [<paramref name="low"/>, <paramref name="high"/>) in the shape, type and memory order of
    /// another tensor.
    /// </summary>
    /// <exception cref="ArgumentException">There is no number between the bounds, or the type does not hold them all.</exception>
    public static Tensor RandIntLike(
        Tensor other, long low, long high, DType? dtype = null, bool requiresGrad = false, Generator? generator = null) =>
        Draw.Like(other, dtype).FillIntegers(nameof(RandIntLike), low, high, generator).Tracked(requiresGrad);

    /// <summary>Integers drawn evenly from [0, <paramref name="high"/>) in the shape, type and memory order of another tensor.</summary>
    /// <exception cref="ArgumentException">There is no number between the bounds, or the type does not hold them all.</exception>
    public static Tensor RandIntLike(
        Tensor other, long high, DType? dtype = null, bool requiresGrad = false, Generator? generator = null) =>
        RandIntLike(other, 0, high, dtype, requiresGrad, generator);

    /// <summary>
    /// Overwrites the elements with integers drawn evenly from <paramref name="low"/> up to, not including,
    /// <paramref name="high"/>, in place: see <see cref="Fill"/>. They are drawn in the order in which they lie in memory, as
    /// remainders of 32 random bits, or of 64 where there are 2^32 numbers or more. Returns this tensor.
    /// </summary>
    /// <exception cref="ArgumentException">There is no number between the bounds, or the type does not hold them all.</exception>
    public Tensor FillRandInt(long low, long high, Generator? generator = null) =>
        FillIntegers(nameof(FillRandInt), low, high, generator);

    Tensor FillIntegers(string operation, long low, long high, Generator? generator)
    {
        if (low >= high) throw new ArgumentException($"{operation}: there is no integer from {low} up to, not including, {high}.");
        var (from, to) = DType.IsFloatingPoint ? Inside(low, high) : (low, high);
        if (from >= to || !Holds(from) || !Holds(to - 1))
            throw new ArgumentException($"{operation}: {DType} does not hold the integers from {low} up to, not including, {high}.");
        return Draw.Fill(operation, this, new Integers(from, (ulong)to - (ulong)from), generator);
    }

    // Rounding to the digits of a floating-point type must not carry a number out of the range, so its ends move inwards.
    (long From, long To) Inside(long from, long to)
    {
        var digits = DType switch { DType.Float64 => 53, DType.Float32 => 24, DType.Float16 => 11, _ => 8 };
        var (first, last) = (Rounded(from + 1), Rounded(to - 1));
        if (first < from) from = first + Gap(from + 1, digits);
        if (last >= to) to = last - Gap(to - 1, digits);
        return (from, to);
    }

    // The distance between neighbouring numbers of so many digits.
    static long Gap(long value, int digits) => 1L << (BitOperations.Log2((ulong)Math.Abs(value)) - digits + 1);

    long Rounded(long value) => DType switch
    {
        DType.Float64 => Cpu.Convert.To<double, long>(value),
        DType.Float32 => Cpu.Convert.To<float, long>(value),
        DType.Float16 => Cpu.Convert.To<Half, long>((Half)(float)value),
        _ => Cpu.Convert.To<BFloat16, long>((BFloat16)(float)value),
    };

    // Whether the type has room for a number: within its bounds, if not with every digit.
    bool Holds(long value) => DType switch
    {
        DType.Float16 => Math.Abs((double)value) <= (double)Half.MaxValue,
        DType.Int8 => value == (sbyte)value,
        DType.Int16 => value == (short)value,
        DType.Int32 => value == (int)value,
        DType.UInt8 => value == (byte)value,
        DType.Bool => value is 0 or 1,
        _ => true,
    };
}
