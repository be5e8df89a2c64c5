using Adjoint.Cpu.Fused;

namespace Adjoint.Optim;

/// <summary>
/// Adamax: <see cref="Adam"/> with the largest recent gradient in the place of the root of the mean square.
/// </summary>
/// <remarks>Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015, section 7.</remarks>
public sealed class Adamax : AdamFamily
{
    readonly StepBatch<AdamaxStep> _batch = new();

    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameters">What is optimized: <c>model.Parameters()</c>.</param>
    /// <param name="lr">The learning rate: about how far a parameter moves in a step.</param>
    /// <param name="betas">How much of the running means of the gradients and of their squares is kept; (0.9, 0.999) if left out.</param>
    /// <param name="eps">Added to the divisor, so that it is never zero.</param>
    /// <param name="weightDecay">How strongly parameters are drawn towards zero: this times the parameter is added to its gradient.</param>
    /// <param name="maximize">Whether the result is to become large instead of small.</param>
    /// <exception cref="ArgumentException">There are no parameters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or a beta is not below 1.</exception>
    public Adamax(
        IEnumerable<Tensor> parameters, double lr = 2e-3, (double, double)? betas = null, double eps = 1e-8,
        double weightDecay = 0, bool maximize = false)
        : this([new ParameterGroup(parameters)], lr, betas, eps, weightDecay, maximize) { }

    /// <summary>Makes an optimizer of several groups, which may have options of their own.</summary>
    /// <inheritdoc cref="Adamax(IEnumerable{Tensor}, double, ValueTuple{double, double}?, double, double, bool)"/>
    public Adamax(
        IEnumerable<ParameterGroup> groups, double lr = 2e-3, (double, double)? betas = null, double eps = 1e-8,
        double weightDecay = 0, bool maximize = false)
        : base(groups, lr, betas, eps, ("weight_decay", weightDecay), ("maximize", maximize)) { }

    private protected override void Update(Tensor parameter, Tensor gradient, ParameterState state) => _batch.Add(
        new(Descent, Correction.Betas.First, Correction.Betas.Second, Eps, Lr / Correction.First),
        parameter, gradient, state.GetOrZeros("exp_avg", parameter), state.GetOrZeros("exp_inf", parameter));

    private protected override void Finish() => _batch.Run();
}
