namespace Adjoint.Regression;

/// <summary>When <see cref="LevenbergMarquardt"/> stops.</summary>
public sealed record LevenbergMarquardtOptions
{
    /// <summary>How many steps are tried at most.</summary>
    public int MaxSteps { get; init; } = 500;

    /// <summary>Up to which cosine, between the residuals and each column of the Jacobian, the gradient is small.</summary>
    public double GradientTolerance { get; init; } = 1e-12;

    /// <summary>Up to which change, relative to the parameters, a step is small.</summary>
    public double StepTolerance { get; init; } = 1e-14;

    /// <summary>The first damping, relative to the squared lengths of the Jacobian's columns.</summary>
    public double Damping { get; init; } = 1e-3;
}
