using Adjoint.Cpu.Fused;

namespace Adjoint.Optim;

/// <summary>
/// LAMB: Adam's direction u = m̂ / (√v̂ + ε) + decay · p, but each tensor moves in proportion to its own length:
/// p ← p - lr · (|p| / |u|) · u. So batches may be very large.
/// </summary>
/// <remarks>
/// You et al., "Large Batch Optimization for Deep Learning: Training BERT in 76 minutes", 2020 (arXiv 1904.00962),
/// algorithm 2 with φ(x) = x.
/// </remarks>
public sealed class LAMB : AdamFamily
{
    bool _maximize;
    double _weightDecay;

    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameters">What is optimized: <c>model.Parameters()</c>.</param>
    /// <param name="lr">The learning rate: by what part of its length a tensor moves in a step.</param>
    /// <param name="betas">How much of the running means of the gradients and of their squares is kept; (0.9, 0.999) if left out.</param>
    /// <param name="eps">Added to the divisor, so that it is never zero.</param>
    /// <param name="weightDecay">How strongly parameters are drawn towards zero: this times the parameter is added
    /// to its direction.</param>
    /// <param name="maximize">Whether the result is to become large instead of small.</param>
    /// <exception cref="ArgumentException">There are no parameters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or a beta is not below 1.</exception>
    public LAMB(
        IEnumerable<Tensor> parameters, double lr = 1e-3, (double, double)? betas = null, double eps = 1e-6, double weightDecay = 0.01,
        bool maximize = false)
        : this([new ParameterGroup(parameters)], lr, betas, eps, weightDecay, maximize) { }

    /// <summary>Makes an optimizer of several groups, which may have options of their own.</summary>
    /// <inheritdoc cref="LAMB(IEnumerable{Tensor}, double, ValueTuple{double, double}?, double, double, bool)"/>
    public LAMB(
        IEnumerable<ParameterGroup> groups, double lr = 1e-3, (double, double)? betas = null, double eps = 1e-6, double weightDecay = 0.01,
        bool maximize = false)
        : base(groups, lr, betas, eps, ("weight_decay", weightDecay), ("maximize", maximize)) { }

    private protected override void Begin(ParameterGroup group)
    {
        base.Begin(group);
        (_weightDecay, _maximize) = (group.WeightDecay, group.Maximize);
    }

    private protected override void Update(Tensor parameter, Tensor gradient, ParameterState state)
    {
        var (first, second) = Correction.Betas;
        var step = new LambStep(_maximize, first, second, Eps, Correction.First, Math.Sqrt(Correction.Second), _weightDecay);
        if (parameter.Count > 0)
            new Rule(step, Lr).Run(parameter, gradient, state.GetOrZeros("exp_avg", parameter), state.GetOrZeros("exp_avg_sq", parameter));
    }

    readonly unsafe struct Rule(LambStep step, double lr) : IParameterRule
    {
        public void Run<T>(T* p, T* g, T* a, T* b, long count) where T : unmanaged => LambKernel<T>.Run(step, lr, p, g, a, b, count);
    }
}
