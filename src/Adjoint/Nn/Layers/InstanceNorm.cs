namespace Adjoint.Nn;

/// <summary>
/// Normalizes each channel of each example: y = (x - mean) / √(var + eps) · w + b. Used by <see cref="InstanceNorm1d"/>,
/// <see cref="InstanceNorm2d"/> and <see cref="InstanceNorm3d"/>, which differ in the shapes they accept.
/// </summary>
/// <remarks>Ulyanov, Vedaldi and Lempitsky, "Instance Normalization: The Missing Ingredient for Fast Stylization", 2016.</remarks>
public abstract class InstanceNorm : NormBase
{
    private protected InstanceNorm(long numFeatures, double eps, double momentum, bool affine, bool trackRunningStats, DType dtype)
        : base(numFeatures, eps, momentum, affine, trackRunningStats, dtype) { }

    /// <summary>The number of dimensions behind the channels.</summary>
    private protected abstract int Places { get; }

    /// <inheritdoc/>
    protected sealed override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var isOne = x.Rank == Places + 1;
        Check(x, isOne ? 0 : 1, [Places + 1, Places + 2]);
        var useInput = Training || RunningMean is null || RunningVar is null;
        var y = Functional.InstanceNorm(
            isOne ? x.Unsqueeze(0) : x, RunningMean, RunningVar, Weight, Bias, useInput, Momentum ?? 0, Eps, this);
        return isOne ? y.Squeeze(0) : y;
    }
}

public static partial class Functional
{
    /// <summary>
    /// Normalizes each channel of each example: y = (x - mean) / √(var + eps) · w + b. Mean and variance are those of the channel in
    /// the example, and the running ones, where given, move towards their averages over the batch, as in a batch norm;
    /// or they are the running ones.
    /// </summary>
    /// <param name="input">x, of shape [N, C, ...].</param>
    /// <param name="runningMean">Of shape [C]; changed in place where the input's own mean is used.</param>
    /// <param name="runningVar">Of shape [C]; changed in place where the input's own variance is used.</param>
    /// <param name="weight">w, of shape [C]; 1 if left out.</param>
    /// <param name="bias">b, of shape [C]; 0 if left out.</param>
    /// <param name="useInputStats">Whether the input's own mean and variance are used.</param>
    /// <param name="momentum">The share of the batch in the running mean and variance.</param>
    /// <param name="eps">What is added to the variance.</param>
    /// <exception cref="ArgumentException">Shapes or types do not fit; a channel of an example has one element only; or running
    /// mean and variance are missing where they are needed.</exception>
    public static Tensor InstanceNorm(
        Tensor input, Tensor? runningMean = null, Tensor? runningVar = null, Tensor? weight = null, Tensor? bias = null,
        bool useInputStats = true, double momentum = 0.1, double eps = 1e-5) =>
        InstanceNorm(input, runningMean, runningVar, weight, bias, useInputStats, momentum, eps, nameof(InstanceNorm));

    internal static Tensor InstanceNorm(
        Tensor input, Tensor? runningMean, Tensor? runningVar, Tensor? weight, Tensor? bias, bool useInputStats, double momentum,
        double eps, object of)
    {
        NormChecks.Parameters(of, input, weight, bias, runningMean, runningVar);
        if (!useInputStats)
        {
            if (runningMean is null || runningVar is null)
                throw new ArgumentException(
                    $"{of}: without the input's own statistics a running mean and a running variance are needed.", nameof(runningMean));
            return input.ChannelNorm(nameof(InstanceNorm), runningMean, runningVar, weight, bias, eps);
        }
        var (batch, channels) = (input.Size(0), input.Size(1));
        var members = batch * channels == 0 ? 0 : input.Count / (batch * channels);
        NormChecks.MoreThanOne(of, input, members);
        var (result, mean, variance) = input.ChannelNorm(nameof(InstanceNorm), Math.Max(1, channels), weight, bias, eps);
        if (members > 0 && runningMean is not null | runningVar is not null)
            Track(
                runningMean, runningVar, mean.Detach().Reshape(batch, channels).Mean(0), variance.Detach().Reshape(batch, channels).Mean(0),
                members, momentum);
        return result;
    }
}
