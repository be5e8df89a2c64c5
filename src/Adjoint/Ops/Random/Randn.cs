using Adjoint.Cpu.Sampling;
using Adjoint.Ops;

namespace Adjoint;

public partial class Tensor
{
    /// <summary>A tensor of numbers drawn from the standard normal distribution, of mean 0 and standard deviation 1.</summary>
    /// <inheritdoc cref="Rand"/>
    public static Tensor Randn(
        Shape shape, DType? dtype = null, Device? device = null, bool requiresGrad = false, Generator? generator = null)
    {
        Draw.CheckFloating(nameof(Randn), dtype ?? DType.Float32);
        return Empty(shape, dtype, device).FillNormal(generator: generator).Tracked(requiresGrad);
    }

    /// <summary>Standard normal numbers in the shape, type and memory order of another tensor.</summary>
    /// <exception cref="ArgumentException">The type is not floating-point.</exception>
    public static Tensor RandnLike(Tensor other, DType? dtype = null, bool requiresGrad = false, Generator? generator = null) =>
        Draw.Like(other, dtype).FillNormal(generator: generator).Tracked(requiresGrad);

    /// <summary>
    /// Overwrites the elements with numbers drawn from the normal distribution, in place: see <see cref="Fill"/>. A contiguous
    /// tensor of at least 16 elements is filled in blocks of 16, any other one by one in the order in which the elements lie
    /// in memory; the two ways draw different numbers. Returns this tensor.
    /// </summary>
    /// <param name="mean">The mean of the distribution.</param>
    /// <param name="std">Its standard deviation, which is not negative.</param>
    /// <param name="generator">Where the numbers come from; <see cref="Generator.Default"/> if left out.</param>
    /// <remarks>Source: G. Box and M. Muller, "A Note on the Generation of Random Normal Deviates" (1958).</remarks>
    /// <exception cref="ArgumentException">The type is not floating-point, or the standard deviation negative or NaN.</exception>
    public Tensor FillNormal(double mean = 0, double std = 1, Generator? generator = null)
    {
        Draw.CheckFloating(nameof(FillNormal), DType);
        if (!(std >= 0)) throw new ArgumentOutOfRangeException(nameof(std), std, "FillNormal: a standard deviation cannot be negative.");
        return Draw.Fill(nameof(FillNormal), this, new Cpu.Sampling.Normal(mean, std, IsContiguous), generator);
    }
}
