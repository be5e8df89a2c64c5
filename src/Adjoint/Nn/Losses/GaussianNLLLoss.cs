namespace Adjoint.Nn;

/// <summary>
/// The negative log-likelihood of observations y with normal distributions of means x and variances v, all of them predicted:
/// (log v + (x - y)² / v) / 2, where v is at least ε. Source: Nix and Weigend, "Estimating the Mean and Variance of the Target
/// Probability Distribution", 1994.
/// </summary>
/// <param name="full">Whether the constant log(2π) / 2 is added.</param>
/// <param name="eps">ε, the least variance.</param>
/// <param name="reduction">What becomes of the losses of single elements.</param>
public sealed class GaussianNLLLoss(bool full = false, double eps = 1e-6, Reduction reduction = Reduction.Mean)
    : Module<Tensor, Tensor, Tensor, Tensor>
{
    /// <summary>Whether the constant log(2π) / 2 is added.</summary>
    public bool Full { get; } = full;

    /// <summary>The least variance.</summary>
    public double Eps { get; } = eps;

    /// <summary>What becomes of the losses of single elements.</summary>
    public Reduction Reduction { get; } = reduction;

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, Tensor target, Tensor variance) =>
        Functional.GaussianNllLoss(input, target, variance, Full, Eps, Reduction);
}

public static partial class Functional
{
    /// <summary>
    /// The negative log-likelihood of observations y with normal distributions of means x and variances v: (log v + (x - y)² / v) / 2,
    /// where v is at least ε, and, if <paramref name="full"/>, log(2π) / 2 more.
    /// </summary>
    /// <param name="input">x.</param>
    /// <param name="target">y, of the input's shape or one that broadcasts to it.</param>
    /// <param name="variance">v: of the input's shape, or of that without its last size, or with 1 in its place.</param>
    /// <param name="full">Whether the constant log(2π) / 2 is added.</param>
    /// <param name="eps">ε, the least variance.</param>
    /// <param name="reduction">What becomes of the losses of single elements.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A variance is negative, or <paramref name="eps"/> not positive.</exception>
    public static Tensor GaussianNllLoss(
        Tensor input, Tensor target, Tensor variance, bool full = false, double eps = 1e-6, Reduction reduction = Reduction.Mean)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(variance);
        if (!(eps > 0)) throw new ArgumentOutOfRangeException(nameof(eps), eps, "GaussianNLLLoss: the least variance must be positive.");
        if (Broadcast.Sizes(input.Shape, target.Shape) is not { } sizes || !sizes.AsSpan().SequenceEqual(input.Shape))
            throw new ArgumentException(
                $"GaussianNLLLoss: the target's shape {target.Shape} does not broadcast to the input's, {input.Shape}.", nameof(target));
        if ((variance.Detach() < 0).Any().Item<bool>())
            throw new ArgumentOutOfRangeException(nameof(variance),
                "GaussianNLLLoss: a variance is negative; take the exponential or the softplus of what the network says.");
        var losses = input.GaussianNll(target, Fitted(variance, input), eps);
        return Reduce(full ? losses + 0.5 * Math.Log(2 * Math.PI) : losses, reduction);
    }

    // A variance for each row is one for all of its elements.
    static Tensor Fitted(Tensor variance, Tensor input)
    {
        ReadOnlySpan<long> own = variance.Shape, sizes = input.Shape;
        if (own.SequenceEqual(sizes)) return variance;
        var rows = sizes.Length == 0 ? sizes : sizes[..^1];
        if (own.SequenceEqual(rows)) return variance.Unsqueeze(-1);
        if (own is [.. var most, 1] && most.SequenceEqual(rows)) return variance;
        throw new ArgumentException(
            $"GaussianNLLLoss: the input has shape {input.Shape} and the variance {variance.Shape}; " +
            "it must have the same, or the same without the last size or with 1 in its place.", nameof(variance));
    }
}
