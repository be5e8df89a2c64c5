namespace Adjoint.Regression;

/// <summary>Why <see cref="LevenbergMarquardt"/> stopped.</summary>
public enum FitStatus
{
    /// <summary>The residuals are, but for rounding, at a right angle to every direction the parameters can move them in.</summary>
    GradientIsSmall,

    /// <summary>A step changes no parameter any more, relative to its size.</summary>
    StepIsSmall,

    /// <summary>The last allowed step was made, and there was still something to gain.</summary>
    TooManySteps,
}
