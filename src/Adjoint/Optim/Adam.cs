namespace Adjoint.Optim;

/// <summary>
/// Adam: steps along a running mean of the gradients, divided by the root of a running mean of their squares, so that each
/// parameter moves at about the pace of the learning rate.
/// </summary>
/// <remarks>
/// Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015; AMSGrad: Reddi et al., "On the Convergence of Adam and
/// Beyond", 2018. Weight decay is added to the gradient.
/// </remarks>
public sealed class Adam : AdamBase
{
    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameters">What is optimized: <c>model.Parameters()</c>.</param>
    /// <param name="lr">The learning rate: about how far a parameter moves in a step.</param>
    /// <param name="betas">How much of the running means of the gradients and of their squares is kept; (0.9, 0.999) if left out.</param>
    /// <param name="eps">Added to the divisor, so that it is never zero.</param>
    /// <param name="weightDecay">How strongly parameters are drawn towards zero: this times the parameter is added to its gradient.</param>
    /// <param name="amsgrad">Whether the divisor never becomes smaller again.</param>
    /// <param name="maximize">Whether the result is to become large instead of small.</param>
    /// <exception cref="ArgumentException">There are no parameters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or a beta is not below 1.</exception>
    public Adam(
        IEnumerable<Tensor> parameters, double lr = 1e-3, (double, double)? betas = null, double eps = 1e-8, double weightDecay = 0,
        bool amsgrad = false, bool maximize = false)
        : this([new ParameterGroup(parameters)], lr, betas, eps, weightDecay, amsgrad, maximize) { }

    /// <summary>Makes an optimizer of several groups, which may have options of their own.</summary>
    /// <inheritdoc cref="Adam(IEnumerable{Tensor}, double, ValueTuple{double, double}?, double, double, bool, bool)"/>
    public Adam(
        IEnumerable<ParameterGroup> groups, double lr = 1e-3, (double, double)? betas = null, double eps = 1e-8, double weightDecay = 0,
        bool amsgrad = false, bool maximize = false)
        : base(groups, lr, betas, eps, weightDecay, amsgrad, maximize) { }
}

public sealed partial class ParameterGroup
{
    /// <summary><see cref="Adam"/>: how much of the running means of the gradients and of their squares is kept.</summary>
    public (double First, double Second) Betas
    {
        get => (Number("betas.0"), Number("betas.1"));
        set => (this["betas.0"], this["betas.1"]) = (value.First, value.Second);
    }

    /// <summary><see cref="Adam"/>: added to the divisor, so that it is never zero.</summary>
    public double Eps
    {
        get => Number("eps");
        set => this["eps"] = value;
    }

    /// <summary><see cref="Adam"/>: whether the divisor never becomes smaller again.</summary>
    public bool AmsGrad
    {
        get => Flag("amsgrad");
        set => this["amsgrad"] = value;
    }
}
