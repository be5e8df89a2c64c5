namespace Adjoint.Nn;

/// <summary>
/// The negative log-likelihood of counts y with Poisson's distribution: eˣ - y x, where the input x is the logarithm of the rate, or
/// x - y log(x + ε), where it is the rate.
/// </summary>
/// <param name="logInput">Whether the input is the logarithm of the rate.</param>
/// <param name="full">Whether log y! is added, by Stirling's approximation y log y - y + log(2πy) / 2 where y is above 1.</param>
/// <param name="eps">ε, which keeps the logarithm of a rate of 0 finite.</param>
/// <param name="reduction">What becomes of the losses of single elements.</param>
public sealed class PoissonNLLLoss(bool logInput = true, bool full = false, double eps = 1e-8, Reduction reduction = Reduction.Mean)
    : Loss(reduction)
{
    /// <summary>Whether the input is the logarithm of the rate.</summary>
    public bool LogInput { get; } = logInput;

    /// <summary>Whether log y! is added.</summary>
    public bool Full { get; } = full;

    /// <summary>What is added to a rate before its logarithm is taken.</summary>
    public double Eps { get; } = eps;

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, Tensor target) =>
        Functional.PoissonNllLoss(input, target, LogInput, Full, Eps, Reduction);
}

public static partial class Functional
{
    /// <summary>
    /// The negative log-likelihood of counts y with Poisson's distribution: eˣ - y x, where the input x is the logarithm of the rate, or
    /// x - y log(x + ε), where it is the rate; and, if <paramref name="full"/>, log y! by Stirling's approximation where y is above 1.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor PoissonNllLoss(
        Tensor input, Tensor target, bool logInput = true, bool full = false, double eps = 1e-8, Reduction reduction = Reduction.Mean)
    {
        CheckShapes(nameof(PoissonNLLLoss), input, target);
        var losses = input.PoissonNll(target, logInput, eps);
        return Reduce(full ? losses + target.Stirling() : losses, reduction);
    }
}
