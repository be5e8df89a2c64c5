using Adjoint.Cpu.Statistics;

namespace Adjoint;

public partial class Tensor
{
    /// <summary>How often each whole number occurs in a vector, or the sum of the weights of each. Not differentiable.</summary>
    /// <param name="weights">A weight for each element.</param>
    /// <param name="minLength">The least number of results; there are more if larger numbers occur.</param>
    /// <returns>A vector with an element for 0, for 1 and so on: Int64; with weights Float32 if they are, otherwise Float64.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="minLength"/> is negative.</exception>
    /// <exception cref="ArgumentException">This is no vector of integers that are not negative, or the weights are not as many.</exception>
    public unsafe Tensor BinCount(Tensor? weights = null, long minLength = 0)
    {
        Require.NotNegative(nameof(BinCount), minLength);
        var numbers = Ops.Indices.Check(nameof(BinCount), Detach()).Contiguous();
        if (Rank != 1) throw new ArgumentException($"BinCount: a vector is needed, not shape {Shape}; flatten it with Reshape(-1).");
        if (weights is not null && weights.Shape != Shape)
            throw new ArgumentException(
                $"BinCount: weights of shape {weights.Shape} do not fit numbers of shape {Shape}.", nameof(weights));
        if (Count > 0 && numbers.Amin().Item<long>() is var least and < 0)
            throw new ArgumentException($"BinCount: there is a negative number, {least}, and bins are counted from 0.");
        var bins = Math.Max(minLength, Count == 0 ? 0 : checked(numbers.Amax().Item<long>() + 1));
        var result = Empty([bins], weights is null ? DType.Int64 : DType.Float64);
        var sums = weights?.Detach().Convert(DType.Float64).Contiguous();
        fixed (byte* number = numbers, weight = sums, to = result)
        {
            if (sums is null) BinCounts.Count((long*)number, Count, bins, (long*)to);
            else BinCounts.Sum((long*)number, (double*)weight, Count, bins, (double*)to);
        }
        return weights?.DType == DType.Float32 ? result.To(DType.Float32) : result;
    }
}
