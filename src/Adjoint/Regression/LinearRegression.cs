namespace Adjoint.Regression;

/// <summary>
/// Linear least squares: the coefficients β for which y ≈ X β + β₀ has the smallest sum of squared residuals, and how sure they
/// are. In Float64, by a QR decomposition with refinement; NIST's reference problems come out to 10 digits and more.
/// </summary>
public sealed class LinearRegression
{
    readonly bool _intercept;

    LinearRegression(double[] coefficients, double[] errors, double[] residuals, double[] y, bool intercept)
    {
        _intercept = intercept;
        Coefficients = Tensor.Wrap(coefficients);
        StandardErrors = Tensor.Wrap(errors);
        Residuals = Tensor.Wrap(residuals);
        DegreesOfFreedom = y.Length - coefficients.Length;
        ResidualSumOfSquares = residuals.Sum(r => r * r);
        ResidualStandardDeviation = DegreesOfFreedom > 0 ? Math.Sqrt(ResidualSumOfSquares / DegreesOfFreedom) : double.NaN;
        var mean = intercept ? y.Average() : 0;
        RSquared = 1 - ResidualSumOfSquares / y.Sum(value => (value - mean) * (value - mean));
        for (var j = 0; j < errors.Length; j++) errors[j] *= ResidualStandardDeviation;
    }

    /// <summary>The coefficients, Float64; the intercept, if there is one, first.</summary>
    public Tensor Coefficients { get; }

    /// <summary>The standard deviation of each coefficient's estimate; NaN where there are no degrees of freedom.</summary>
    public Tensor StandardErrors { get; }

    /// <summary>What is left of each observation, y - X β - β₀.</summary>
    public Tensor Residuals { get; }

    /// <summary>Observations less coefficients.</summary>
    public long DegreesOfFreedom { get; }

    /// <summary>The sum of the squared residuals.</summary>
    public double ResidualSumOfSquares { get; }

    /// <summary>The root of that sum divided by the degrees of freedom; NaN where there are none.</summary>
    public double ResidualStandardDeviation { get; }

    /// <summary>Which part of the variation of y is explained: of that around its mean, or without an intercept around 0.</summary>
    public double RSquared { get; }

    /// <summary>Fits a line, a plane, or whatever the columns of <paramref name="x"/> span.</summary>
    /// <param name="x">A row for each observation [n, p]; or a single column [n].</param>
    /// <param name="y">The observations [n].</param>
    /// <param name="intercept">Whether a constant is added to the columns.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, there are fewer observations than coefficients, a number is not
    /// finite, or a column is a combination of others.</exception>
    public static LinearRegression Fit(Tensor x, Tensor y, bool intercept = true)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var columns = Columns(x);
        if (y.Rank != 1 || y.Size(0) != columns.Size(0))
            throw new ArgumentException(
                $"LinearRegression: x has {columns.Size(0)} rows, so y must have shape [{columns.Size(0)}], not {y.Shape}.");
        if (intercept) columns = Tensor.Cat([Tensor.Ones([columns.Size(0), 1], DType.Float64), columns], 1);
        if (columns.Size(0) < columns.Size(1))
            throw new ArgumentException(
                $"LinearRegression: {columns.Size(0)} observations do not determine {columns.Size(1)} coefficients.");
        var observations = y.ToArray<double>();
        if (!columns.IsFinite().All().Item<bool>() || !Array.TrueForAll(observations, double.IsFinite))
            throw new ArgumentException("LinearRegression: x or y has numbers that are not finite.");
        var design = new DesignMatrix(columns);
        if (design.IsDeficient)
            throw new ArgumentException(
                $"LinearRegression: a column of x{(intercept ? ", or the constant," : "")} is a combination of others; leave one out.");
        var (coefficients, residuals) = design.Solve(observations);
        return new(coefficients, design.Deviations(), residuals, observations, intercept);
    }

    /// <summary>X β + β₀ for other rows, Float64.</summary>
    /// <exception cref="ArgumentException">There are not as many columns as coefficients.</exception>
    public Tensor Predict(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var (columns, constants) = (Columns(x), _intercept ? 1 : 0);
        if (columns.Size(1) != Coefficients.Count - constants) throw new ArgumentException(
            $"LinearRegression: there are coefficients for {Coefficients.Count - constants} columns, " +
            $"and x has shape {x.Shape}.");
        var product = columns.Mv(Coefficients.Narrow(0, constants, columns.Size(1)));
        return _intercept ? product + Coefficients.Select(0, 0) : product;
    }

    static Tensor Columns(Tensor x) => (x.Rank switch
    {
        1 => x.Unsqueeze(1),
        2 => x,
        _ => throw new ArgumentException(
            $"LinearRegression: x must be [observations, columns] or a single column, and its shape is {x.Shape}."),
    }).Detach().To(DType.Float64);
}
