namespace Adjoint.Nn;

/// <summary>
/// Mixes the channels of groups, so that grouped convolutions see each other's: see <see cref="Functional.ChannelShuffle"/>.
/// </summary>
/// <remarks>X. Zhang et al., "ShuffleNet: An Extremely Efficient Convolutional Neural Network for Mobile Devices" (2018).</remarks>
public sealed class ChannelShuffle : Module
{
    /// <summary>Makes a layer.</summary>
    /// <param name="groups">How many groups the channels form.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="groups"/> is not positive.</exception>
    public ChannelShuffle(long groups)
    {
        Checks.Positive("ChannelShuffle", nameof(groups), groups);
        Groups = groups;
    }

    /// <summary>How many groups the channels form.</summary>
    public long Groups { get; }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.ChannelShuffle(x, Groups);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"groups={Groups}";
}

public static partial class Functional
{
    /// <summary>The channels of [N, C, ...] in another order: the first of each group, the second of each group, and so on.</summary>
    /// <exception cref="ArgumentException">There are fewer than three dimensions, or the groups do not divide the channels.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="groups"/> is not positive.</exception>
    public static Tensor ChannelShuffle(Tensor input, long groups)
    {
        ArgumentNullException.ThrowIfNull(input);
        Checks.Positive(nameof(ChannelShuffle), nameof(groups), groups);
        if (input.Rank < 3 || input.Size(1) % groups != 0)
            throw new ArgumentException(
                $"ChannelShuffle: the input must be [N, C, ...] with at least 3 dimensions and channels divisible by {groups}, " +
                $"and its shape is {input.Shape}.", nameof(input));
        return input.Unflatten(1, [groups, input.Size(1) / groups]).Transpose(1, 2).Reshape(input.Shape);
    }
}
