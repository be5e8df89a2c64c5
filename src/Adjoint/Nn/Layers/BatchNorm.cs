namespace Adjoint.Nn;

/// <summary>
/// Normalizes each channel over the batch: y = (x - mean) / √(var + eps) · w + b. Used by <see cref="BatchNorm1d"/>,
/// <see cref="BatchNorm2d"/> and <see cref="BatchNorm3d"/>, which differ in the shapes they accept.
/// </summary>
/// <remarks>
/// Ioffe and Szegedy, "Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate Shift", 2015.
/// </remarks>
public abstract class BatchNorm : NormBase
{
    private protected BatchNorm(long numFeatures, double eps, double? momentum, bool affine, bool trackRunningStats, DType dtype)
        : base(numFeatures, eps, momentum, affine, trackRunningStats, dtype) { }

    /// <summary>The numbers of dimensions an input may have.</summary>
    private protected abstract ReadOnlySpan<int> Ranks { get; }

    /// <inheritdoc/>
    protected sealed override Tensor Forward(Tensor x)
    {
        Check(x, 1, Ranks);
        if (Training && NumBatchesTracked is { } count) count.AsWritableSpan<long>()[0]++;
        var share = Momentum ?? (NumBatchesTracked is { } batches ? 1 / Math.Max(1, batches.Item()) : 0);
        var isTraining = Training || RunningMean is null || RunningVar is null;
        return Functional.BatchNorm(x, RunningMean, RunningVar, Weight, Bias, isTraining, share, Eps, this);
    }
}

public static partial class Functional
{
    /// <summary>
    /// Normalizes each channel: y = (x - mean) / √(var + eps) · w + b. While training mean and variance are those of the batch, and
    /// the running ones, where given, move towards them: r = (1 - momentum) r + momentum s, s being the batch's mean, or its
    /// variance with n - 1. Otherwise they are the running ones.
    /// </summary>
    /// <param name="input">x, of shape [N, C, ...].</param>
    /// <param name="runningMean">Of shape [C]; changed in place while training.</param>
    /// <param name="runningVar">Of shape [C]; changed in place while training.</param>
    /// <param name="weight">w, of shape [C]; 1 if left out.</param>
    /// <param name="bias">b, of shape [C]; 0 if left out.</param>
    /// <param name="training">Whether the batch's own mean and variance are used.</param>
    /// <param name="momentum">The share of the batch in the running mean and variance.</param>
    /// <param name="eps">What is added to the variance.</param>
    /// <exception cref="ArgumentException">Shapes or types do not fit; there is one value of each channel only to train on; or
    /// running mean and variance are missing where they are needed.</exception>
    public static Tensor BatchNorm(
        Tensor input, Tensor? runningMean, Tensor? runningVar, Tensor? weight = null, Tensor? bias = null, bool training = false,
        double momentum = 0.1, double eps = 1e-5) =>
        BatchNorm(input, runningMean, runningVar, weight, bias, training, momentum, eps, nameof(BatchNorm));

    internal static Tensor BatchNorm(
        Tensor input, Tensor? runningMean, Tensor? runningVar, Tensor? weight, Tensor? bias, bool training,
        double momentum, double eps, object of)
    {
        // PyTorch takes an empty vector, too.
        if (input is { Rank: 1, Count: 0 }) return input.Clone();
        NormChecks.Parameters(of, input, weight, bias, runningMean, runningVar);
        if (!training)
        {
            if (runningMean is null || runningVar is null)
                throw new ArgumentException(
                    $"{of}: outside of training a running mean and a running variance are needed.", nameof(runningMean));
            return input.ChannelNorm(nameof(BatchNorm), runningMean, runningVar, weight, bias, eps);
        }
        var members = input.Size(1) == 0 ? 0 : input.Count / input.Size(1);
        NormChecks.MoreThanOne(of, input, members);
        var (result, mean, variance) = input.ChannelNorm(nameof(BatchNorm), 0, weight, bias, eps);
        if (members > 0) Track(runningMean, runningVar, mean, variance, members, momentum);
        return result;
    }

    // Moves running averages towards a mean and a variance, of n elements.
    static void Track(Tensor? runningMean, Tensor? runningVar, Tensor mean, Tensor variance, long members, double momentum)
    {
        using var mode = Autograd.NoGrad();
        runningMean?.CopyFrom(runningMean.Lerp(mean.To(runningMean.DType), momentum));
        runningVar?.CopyFrom(runningVar.Lerp(variance.To(runningVar.DType) * ((double)members / (members - 1)), momentum));
    }
}
