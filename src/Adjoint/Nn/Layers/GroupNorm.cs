namespace Adjoint.Nn;

/// <summary>
/// Normalizes groups of channels of each example, of an input of shape [N, C, ...]: y = (x - mean) / √(var + eps) · w + b, with
/// mean and variance of the group and w and b of the channel, which begin as 1 and 0.
/// </summary>
/// <remarks>Wu and He, "Group Normalization", 2018.</remarks>
public sealed partial class GroupNorm : Module
{
    /// <summary>Makes the layer.</summary>
    /// <param name="numGroups">How many groups the channels form.</param>
    /// <param name="numChannels">C.</param>
    /// <param name="eps">What is added to the variance.</param>
    /// <param name="affine">Whether there are a weight and a bias.</param>
    /// <param name="dtype">The type of the parameters.</param>
    /// <exception cref="ArgumentException">The channels do not divide into as many groups.</exception>
    public GroupNorm(long numGroups, long numChannels, double eps = 1e-5, bool affine = true, DType dtype = DType.Float32)
    {
        Checks.Positive(TypeName, nameof(numGroups), numGroups);
        Checks.NotNegative(TypeName, nameof(numChannels), numChannels);
        if (numChannels % numGroups != 0)
            throw new ArgumentException($"GroupNorm: {numChannels} channels do not divide into {numGroups} groups.", nameof(numGroups));
        (NumGroups, NumChannels, Eps) = (numGroups, numChannels, eps);
        Weight = affine ? new(Tensor.Ones([numChannels], dtype)) : null;
        Bias = affine ? new(Tensor.Zeros([numChannels], dtype)) : null;
    }

    /// <summary>w, of shape [C]; null if there is none.</summary>
    public Parameter? Weight { get; set; }

    /// <summary>b, of shape [C]; null if there is none.</summary>
    public Parameter? Bias { get; set; }

    /// <summary>How many groups the channels form.</summary>
    public long NumGroups { get; }

    /// <summary>C.</summary>
    public long NumChannels { get; }

    /// <summary>What is added to the variance.</summary>
    public double Eps { get; }

    /// <summary>Sets w to 1 and b to 0.</summary>
    public void ResetParameters() => NormChecks.Reset(Weight, Bias);

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x)
    {
        NormChecks.Channels(this, x, NumChannels);
        return Functional.GroupNorm(x, NumGroups, Weight, Bias, Eps, this);
    }

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"{NumGroups}, {NumChannels}, eps={Repr.Of(Eps)}, affine={Repr.Of(Weight is not null)}";
}

public static partial class Functional
{
    /// <summary>Normalizes groups of channels of each example: y = (x - mean) / √(var + eps) · w + b.</summary>
    /// <param name="input">x, of shape [N, C, ...].</param>
    /// <param name="numGroups">How many groups the channels form.</param>
    /// <param name="weight">w, of shape [C]; 1 if left out.</param>
    /// <param name="bias">b, of shape [C]; 0 if left out.</param>
    /// <param name="eps">What is added to the variance.</param>
    /// <exception cref="ArgumentException">Shapes or types do not fit, or the channels do not divide into as many groups.</exception>
    public static Tensor GroupNorm(Tensor input, long numGroups, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5) =>
        GroupNorm(input, numGroups, weight, bias, eps, nameof(GroupNorm));

    internal static Tensor GroupNorm(Tensor input, long numGroups, Tensor? weight, Tensor? bias, double eps, object of)
    {
        Checks.Positive($"{of}", nameof(numGroups), numGroups);
        NormChecks.Parameters(of, input, weight, bias);
        if (input.Size(1) % numGroups != 0)
            throw new ArgumentException(
                $"{of}: the {input.Size(1)} channels of shape {input.Shape} do not divide into {numGroups} groups.", nameof(numGroups));
        return input.ChannelNorm(nameof(GroupNorm), numGroups, weight, bias, eps).Result;
    }
}
