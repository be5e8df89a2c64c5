using Adjoint.Cpu.Fused;

namespace Adjoint.Optim;

/// <summary>
/// RAdam: <see cref="Adam"/> that goes by the mean of the gradients alone as long as the mean of their squares rests on too few,
/// and rectifies its variance afterwards.
/// </summary>
/// <remarks>Liu et al., "On the Variance of the Adaptive Learning Rate and Beyond", 2020.</remarks>
public sealed class RAdam : AdamFamily
{
    readonly StepBatch<RAdamStep> _batch = new();

    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameters">What is optimized: <c>model.Parameters()</c>.</param>
    /// <param name="lr">The learning rate: about how far a parameter moves in a step.</param>
    /// <param name="betas">How much of the running means of the gradients and of their squares is kept; (0.9, 0.999) if left out.</param>
    /// <param name="eps">Added to the divisor, so that it is never zero.</param>
    /// <param name="weightDecay">How strongly parameters are drawn towards zero: this times the parameter is added to its gradient.</param>
    /// <param name="decoupledWeightDecay">Whether weights are drawn towards zero by themselves, as by <see cref="AdamW"/>.</param>
    /// <param name="maximize">Whether the result is to become large instead of small.</param>
    /// <exception cref="ArgumentException">There are no parameters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or a beta is not below 1.</exception>
    public RAdam(
        IEnumerable<Tensor> parameters, double lr = 1e-3, (double, double)? betas = null, double eps = 1e-8,
        double weightDecay = 0, bool decoupledWeightDecay = false, bool maximize = false)
        : this([new ParameterGroup(parameters)], lr, betas, eps, weightDecay, decoupledWeightDecay, maximize) { }

    /// <summary>Makes an optimizer of several groups, which may have options of their own.</summary>
    /// <inheritdoc cref="RAdam(IEnumerable{Tensor}, double, ValueTuple{double, double}?, double, double, bool, bool)"/>
    public RAdam(
        IEnumerable<ParameterGroup> groups, double lr = 1e-3, (double, double)? betas = null, double eps = 1e-8,
        double weightDecay = 0, bool decoupledWeightDecay = false, bool maximize = false)
        : base(
            groups, lr, betas, eps,
            ("weight_decay", weightDecay),
            ("decoupled_weight_decay", decoupledWeightDecay),
            ("maximize", maximize))
    { }

    private protected override Descent DescentOf(ParameterGroup group) => Decay(group);

    // By how much the step is smaller, and 0 while the variance is not to be relied on.
    double Rectified(double step)
    {
        var beta2 = Correction.Betas.Second;
        var limit = 2 / (1 - beta2) - 1;
        var length = limit - 2 * step * Math.Pow(beta2, step) / Correction.Second;
        return length <= 5
            ? 0
            : Math.Sqrt((length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length)) * Math.Sqrt(Correction.Second);
    }

    private protected override void Update(Tensor parameter, Tensor gradient, ParameterState state) => _batch.Add(
        new(Descent, Correction.Betas.First, Correction.Betas.Second, Eps, Lr / Correction.First, Rectified(state.Step)),
        parameter, gradient, state.GetOrZeros("exp_avg", parameter), state.GetOrZeros("exp_avg_sq", parameter));

    private protected override void Finish() => _batch.Run();
}
