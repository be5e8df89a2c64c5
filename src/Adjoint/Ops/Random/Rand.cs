using Adjoint.Cpu.Sampling;
using Adjoint.Ops;

namespace Adjoint;

public partial class Tensor
{
    /// <summary>A tensor of numbers drawn evenly from [0, 1).</summary>
    /// <param name="shape">The sizes of its dimensions.</param>
    /// <param name="dtype">The type of its elements, which is floating-point; Float32 if left out.</param>
    /// <param name="device">Where it lies; the CPU if left out.</param>
    /// <param name="requiresGrad">Whether gradients with respect to it are computed.</param>
    /// <param name="generator">Where the numbers come from; <see cref="Generator.Default"/> if left out.</param>
    /// <exception cref="ArgumentException">The type is not floating-point.</exception>
    public static Tensor Rand(
        Shape shape, DType? dtype = null, Device? device = null, bool requiresGrad = false, Generator? generator = null)
    {
        Draw.CheckFloating(nameof(Rand), dtype ?? DType.Float32);
        return Empty(shape, dtype, device).FillUniform(generator: generator).Tracked(requiresGrad);
    }

    /// <summary>Numbers drawn evenly from [0, 1) in the shape, type and memory order of another tensor.</summary>
    /// <exception cref="ArgumentException">The type is not floating-point.</exception>
    public static Tensor RandLike(Tensor other, DType? dtype = null, bool requiresGrad = false, Generator? generator = null) =>
        Draw.Like(other, dtype).FillUniform(generator: generator).Tracked(requiresGrad);

    /// <summary>
    /// Overwrites the elements with numbers drawn evenly from [<paramref name="from"/>, <paramref name="to"/>), in place: see
    /// <see cref="Fill"/>. They are drawn in the order in which they lie in memory. A number may be rounded to
    /// <paramref name="to"/> where the type cannot hold one just below it. Returns this tensor.
    /// </summary>
    /// <exception cref="ArgumentException">The type is not floating-point; the bounds are not in order, not finite, or too
    /// far apart for the type.</exception>
    public Tensor FillUniform(double from = 0, double to = 1, Generator? generator = null)
    {
        Draw.CheckFloating(nameof(FillUniform), DType);
        var largest = DType switch
        {
            DType.Float64 => double.MaxValue,
            DType.Float16 => (double)Half.MaxValue,
            DType.BFloat16 => BFloat16.FromBits(0x7f7f),
            _ => float.MaxValue,
        };
        if (!(from <= to && to - from <= largest && from >= -largest && to <= largest))
            throw new ArgumentException(
                $"FillUniform: [{from}, {to}) is no range of {DType}; bounds are finite, in order, at most {largest} apart.");
        return Draw.Fill(nameof(FillUniform), this, new Uniform(from, to), generator);
    }
}
