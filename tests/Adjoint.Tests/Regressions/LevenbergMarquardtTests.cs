using Adjoint.Regression;

namespace Adjoint.Tests.Regressions;

public class LevenbergMarquardtTests
{
    static readonly Tensor s_x = Tensor.Linspace(0, 4, 20, DType.Float64);

    static Tensor Decay(Tensor p) => p[0] * (-p[1] * s_x).Exp();

    [Fact]
    public void AModelThatFitsIsFound()
    {
        var fit = LevenbergMarquardt.Fit(Decay, Decay(Tensor.From([3.0, 0.7])), Tensor.From([1.0, 0.1]));
        Assert.True(fit.HasConverged);
        Assert.Equal([3, 0.7], fit.Parameters.ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-10);
        Assert.True(fit.ResidualSumOfSquares < 1e-20);
        Assert.Equal(18, fit.DegreesOfFreedom);
    }

    [Fact]
    public void OfALinearModelItFindsTheLine()
    {
        var y = 2 * s_x + (7 * s_x).Sin();
        var line = LinearRegression.Fit(s_x, y);
        var fit = LevenbergMarquardt.Fit(p => p[0] + p[1] * s_x, y, Tensor.Zeros([2]));
        Assert.Equal(line.Coefficients.ToArray<double>(), fit.Parameters.ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(line.StandardErrors.ToArray<double>(), fit.StandardErrors.ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(line.ResidualStandardDeviation, fit.ResidualStandardDeviation, 1e-12);
    }

    // Rosenbrock's valley: as many residuals as parameters, so the Jacobian is found row by row.
    [Fact]
    public void AValleyIsFollowedToItsEnd()
    {
        var fit = LevenbergMarquardt.Fit(p => Tensor.Stack([10 * (p[1] - p[0].Square()), 1 - p[0]]), Tensor.From([-1.2, 1]));
        Assert.Equal([1, 1], fit.Parameters.ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-10);
        Assert.True(fit.HasConverged);
        Assert.True(double.IsNaN(fit.ResidualStandardDeviation));
    }

    [Fact]
    public void TheStartStaysAsItIs()
    {
        var start = Tensor.From([1.0, 0.1]);
        LevenbergMarquardt.Fit(Decay, Decay(Tensor.From([3.0, 0.7])), start);
        Assert.Equal([1, 0.1], start.ToArray<double>());
    }

    [Fact]
    public void TooFewStepsAreReported()
    {
        var fit = LevenbergMarquardt.Fit(Decay, Decay(Tensor.From([3.0, 0.7])), Tensor.From([1.0, 0.1]), new() { MaxSteps = 2 });
        Assert.Equal((FitStatus.TooManySteps, 2, false), (fit.Status, fit.Steps, fit.HasConverged));
    }

    [Fact]
    public void AParameterWithoutEffectHasNoStandardError()
    {
        var fit = LevenbergMarquardt.Fit(p => p[0] + 0 * p[1] * s_x, 2 * s_x, Tensor.From([1.0, 5]));
        Assert.Equal([4, 5], fit.Parameters.ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-10);
        Assert.True(fit.StandardErrors.IsNaN().All().Item<bool>());
    }

    [Fact]
    public void WhatCannotBeFittedSaysWhy()
    {
        foreach (var (call, part) in new (Action, string)[]
        {
            (() => LevenbergMarquardt.Fit(p => p, Tensor.Ones([2, 2])), "[2, 2]"),
            (() => LevenbergMarquardt.Fit(p => p.Unsqueeze(0), Tensor.Ones([2])), "Float64 vector"),
            (() => LevenbergMarquardt.Fit(p => p[..1], Tensor.Ones([2])), "1 residuals do not determine 2"),
            (() => LevenbergMarquardt.Fit(p => (-p).Log(), Tensor.Ones([2])), "not finite"),
        })
            Assert.Contains(part, Assert.Throws<ArgumentException>(call).Message, StringComparison.Ordinal);
    }
}
