using Adjoint.Cpu.Fused;

namespace Adjoint.Optim;

/// <summary>
/// Adam with decoupled weight decay: weights are drawn towards zero by themselves, p ← (1 - lr · decay) p, and not through the
/// gradient, where the division by its size would undo it.
/// </summary>
/// <remarks>Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019; otherwise as <see cref="Adam"/>.</remarks>
public sealed class AdamW : AdamBase
{
    /// <summary>Makes an optimizer.</summary>
    /// <param name="weightDecay">How strongly parameters are drawn towards zero: by this times the learning rate, in each step.</param>
    /// <inheritdoc cref="Adam(IEnumerable{Tensor}, double, ValueTuple{double, double}?, double, double, bool, bool)"/>
    public AdamW(
        IEnumerable<Tensor> parameters, double lr = 1e-3, (double, double)? betas = null, double eps = 1e-8,
        double weightDecay = 1e-2, bool amsgrad = false, bool maximize = false)
        : this([new ParameterGroup(parameters)], lr, betas, eps, weightDecay, amsgrad, maximize) { }

    /// <summary>Makes an optimizer of several groups, which may have options of their own.</summary>
    /// <inheritdoc cref="AdamW(IEnumerable{Tensor}, double, ValueTuple{double, double}?, double, double, bool, bool)"/>
    public AdamW(
        IEnumerable<ParameterGroup> groups, double lr = 1e-3, (double, double)? betas = null, double eps = 1e-8,
        double weightDecay = 1e-2, bool amsgrad = false, bool maximize = false)
        : base(groups, lr, betas, eps, weightDecay, amsgrad, maximize) { }

    private protected override Descent DescentOf(ParameterGroup group) => Decoupled(group);
}
