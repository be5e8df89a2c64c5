namespace Adjoint.Nn;

/// <summary>
/// What batch and instance norms share: a weight and a bias for each channel, and running averages of mean and variance. While
/// training, and always where no averages are kept, the input's own mean and variance are used.
/// </summary>
public abstract partial class NormBase : Module
{
    long _numFeatures;

    private protected NormBase(long numFeatures, double eps, double? momentum, bool affine, bool trackRunningStats, DType dtype)
    {
        Checks.NotNegative(TypeName, nameof(numFeatures), numFeatures);
        (_numFeatures, Eps, Momentum) = (numFeatures, eps, momentum);
        Weight = affine ? new(Tensor.Ones([numFeatures], dtype)) : null;
        Bias = affine ? new(Tensor.Zeros([numFeatures], dtype)) : null;
        if (!trackRunningStats) return;
        RunningMean = Tensor.Zeros([numFeatures], dtype);
        RunningVar = Tensor.Ones([numFeatures], dtype);
        NumBatchesTracked = Tensor.Zeros([], DType.Int64);
    }

    /// <summary>w, of shape [C], which begins as 1; null if there is none.</summary>
    public Parameter? Weight { get; set; }

    /// <summary>b, of shape [C], which begins as 0; null if there is none.</summary>
    public Parameter? Bias { get; set; }

    /// <summary>The average of the means seen while training, of shape [C]; null if none is kept.</summary>
    [Buffer]
    public Tensor? RunningMean { get; set; }

    /// <summary>The average of the variances (with n - 1) seen while training, of shape [C]; null if none is kept.</summary>
    [Buffer]
    public Tensor? RunningVar { get; set; }

    /// <summary>How many batches the averages are of; null if none are kept.</summary>
    [Buffer]
    public Tensor? NumBatchesTracked { get; set; }

    /// <summary>C.</summary>
    public long NumFeatures => (Weight ?? RunningMean)?.Size(0) ?? _numFeatures;

    /// <summary>What is added to the variance.</summary>
    public double Eps { get; }

    /// <summary>The share of the newest batch in the running averages; null for the plain average of all batches.</summary>
    public double? Momentum { get; internal set; }

    /// <summary>Forgets the running averages.</summary>
    public void ResetRunningStats()
    {
        RunningMean?.Fill(0);
        RunningVar?.Fill(1);
        NumBatchesTracked?.Fill(0);
    }

    /// <summary>Sets w to 1 and b to 0, and forgets the running averages.</summary>
    public void ResetParameters()
    {
        NormChecks.Reset(Weight, Bias);
        ResetRunningStats();
    }

    /// <summary>
    /// Throws in the name of the layer if an input does not fit; a layer that has no shape yet takes that of the first one that does.
    /// </summary>
    private protected void Check(Tensor x, int dim, ReadOnlySpan<int> ranks)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (this is ILazy { IsPending: true } && ranks.Contains(x.Rank)) TakeShape(x.Size(dim));
        NormChecks.Channels(this, x, NumFeatures, dim, ranks);
    }

    void TakeShape(long channels)
    {
        _numFeatures = channels;
        if (Weight is { } weight) weight.Data = Tensor.Empty([channels], weight.DType);
        if (Bias is { } bias) bias.Data = Tensor.Empty([channels], bias.DType);
        if (RunningMean is { } mean) mean.Data = Tensor.Empty([channels], mean.DType);
        if (RunningVar is { } variance) variance.Data = Tensor.Empty([channels], variance.DType);
        ResetParameters();
    }

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"{NumFeatures}, eps={Repr.Of(Eps)}, momentum={(Momentum is { } momentum ? Repr.Of(momentum) : "None")}, " +
        $"affine={Repr.Of(Weight is not null)}, track_running_stats={Repr.Of(RunningMean is not null)}";
}
