namespace Adjoint.Regression;

/// <summary>
/// Nonlinear least squares: the parameters for which the sum of squared residuals is smallest, by steps between Gauss and
/// Newton's and those of steepest descent. The Jacobian comes from autograd. Source: Marquardt, "An algorithm for least-squares
/// estimation of nonlinear parameters", 1963; the damping follows Nielsen, "Damping parameter in Marquardt's method", 1999.
/// </summary>
public sealed class LevenbergMarquardt
{
    internal LevenbergMarquardt(Tensor parameters, Tensor residuals, double[] deviations, FitStatus status, int steps)
    {
        Parameters = parameters;
        Residuals = residuals;
        (Status, Steps) = (status, steps);
        DegreesOfFreedom = residuals.Count - parameters.Count;
        ResidualSumOfSquares = residuals.Square().Sum().Item();
        ResidualStandardDeviation = DegreesOfFreedom > 0 ? Math.Sqrt(ResidualSumOfSquares / DegreesOfFreedom) : double.NaN;
        StandardErrors = Tensor.Wrap(deviations) * ResidualStandardDeviation;
    }

    /// <summary>The parameters found, Float64.</summary>
    public Tensor Parameters { get; }

    /// <summary>The residuals there.</summary>
    public Tensor Residuals { get; }

    /// <summary>The standard deviation of each parameter's estimate, from the Jacobian at the end; NaN where there are no degrees
    /// of freedom or the residuals do not depend on a parameter.</summary>
    public Tensor StandardErrors { get; }

    /// <summary>Observations less parameters.</summary>
    public long DegreesOfFreedom { get; }

    /// <summary>The sum of the squared residuals.</summary>
    public double ResidualSumOfSquares { get; }

    /// <summary>The root of that sum divided by the degrees of freedom; NaN where there are none.</summary>
    public double ResidualStandardDeviation { get; }

    /// <summary>Why it stopped.</summary>
    public FitStatus Status { get; }

    /// <summary>Whether nothing more is to be gained.</summary>
    public bool HasConverged => Status != FitStatus.TooManySteps;

    /// <summary>How many steps were tried.</summary>
    public int Steps { get; }

    /// <summary>Minimises the sum of the squares of a function's results.</summary>
    /// <param name="residuals">From parameters [p], Float64, to residuals [n], in tensor operations.</param>
    /// <param name="start">Where to begin, [p].</param>
    /// <param name="options">When to stop.</param>
    /// <exception cref="ArgumentException">There are fewer residuals than parameters, a tensor is no vector, or the residuals at
    /// the start are not finite.</exception>
    public static LevenbergMarquardt Fit(Func<Tensor, Tensor> residuals, Tensor start, LevenbergMarquardtOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(residuals);
        ArgumentNullException.ThrowIfNull(start);
        if (start.Rank != 1)
            throw new ArgumentException($"LevenbergMarquardt: the parameters are a vector, and their shape is {start.Shape}.");
        return new DampedSearch(residuals, options ?? new()).Run(start.Detach().To(DType.Float64));
    }

    /// <summary>Fits y ≈ model(parameters) + noise.</summary>
    /// <param name="model">From parameters [p], Float64, to what is expected to be observed [n], in tensor operations.</param>
    /// <param name="y">The observations [n].</param>
    /// <param name="start">Where to begin, [p].</param>
    /// <param name="options">When to stop.</param>
    /// <inheritdoc cref="Fit(Func{Tensor, Tensor}, Tensor, LevenbergMarquardtOptions?)" path="/exception"/>
    public static LevenbergMarquardt Fit(Func<Tensor, Tensor> model, Tensor y, Tensor start, LevenbergMarquardtOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(y);
        var observations = y.Detach().To(DType.Float64);
        return Fit(p => observations - model(p), start, options);
    }
}
