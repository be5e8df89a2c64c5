namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// The covariance matrix of variables, the rows, from their observations, the columns: Σ w (x - mean x)(y - mean y) / (n - correction).
    /// A vector is one variable, and has its variance as the result.
    /// </summary>
    /// <param name="correction">1 for the unbiased estimate from a sample, 0 for that of the observations themselves.</param>
    /// <param name="fweights">How often each observation was made: integers that are not negative.</param>
    /// <param name="aweights">How much each observation counts: numbers that are not negative.</param>
    /// <exception cref="ArgumentException">There are more than two dimensions, or the weights do not fit.</exception>
    public Tensor Cov(long correction = 1, Tensor? fweights = null, Tensor? aweights = null)
    {
        if (Rank > 2) throw new ArgumentException($"Cov: variables are the rows of a matrix, not a tensor of shape {Shape}.");
        var x = To(DType.Floating).Reshape(Rank < 2 ? 1 : Layout.Sizes[0], -1);
        var n = x.Size(1);
        CheckWeights(fweights, nameof(fweights), n);
        CheckWeights(aweights, nameof(aweights), n);
        if (fweights is { DType.IsInteger: false })
            throw new ArgumentException(
                $"Cov: fweights are numbers of observations, which are integers, not {fweights.DType}; use aweights.");
        var weights = (fweights, aweights) switch
        {
            (null, null) => null,
            ({ } f, null) => f.To(x.DType),
            (null, { } a) => a.To(x.DType),
            ({ } f, { } a) => f.To(x.DType) * a.To(x.DType),
        };
        Tensor total = weights?.Sum() ?? Full([], n, x.DType);
        var mean = (weights is null ? x : x * weights).Sum(1, keepDim: true) / total;
        var deviation = x - mean;
        var freedom = weights is not null && aweights is not null && correction != 0
            ? total - correction * (weights * aweights.To(x.DType)).Sum() / total : total - correction;
        return (deviation.Matmul((weights is null ? deviation : deviation * weights).T) / freedom.Clamp(min: 0)).Squeeze();
    }

    static void CheckWeights(Tensor? weights, string name, long observations)
    {
        if (weights is null) return;
        if (weights.Rank > 1 || weights.Count != observations)
            throw new ArgumentException($"Cov: {name} of shape {weights.Shape} are not one for each of {observations} observations.");
        if (weights.Lt(0).Any().Item<bool>()) throw new ArgumentException($"Cov: {name} must not be negative.");
    }
}
