using System.Globalization;
using System.IO.Compression;
using Adjoint.Regression;

namespace Adjoint.Tests.Regressions;

public class LinearRegressionTests
{
    static readonly Tensor s_x = new[] { 1.0, 2, 3, 4 };
    static readonly Tensor s_y = new[] { 6.0, 5, 7, 10 };

    [Fact]
    public void ALineIsTheOneOfTheTextbook()
    {
        var fit = LinearRegression.Fit(s_x, s_y);
        Close([3.5, 1.4], fit.Coefficients);
        Close([1.1, -1.3, -0.7, 0.9], fit.Residuals);
        Assert.Equal(2, fit.DegreesOfFreedom);
        Assert.Equal(4.2, fit.ResidualSumOfSquares, 1e-13);
        Assert.Equal(Math.Sqrt(2.1), fit.ResidualStandardDeviation, 1e-14);
        Close([Math.Sqrt(2.1 * 1.5), Math.Sqrt(2.1 / 5)], fit.StandardErrors);
        Assert.Equal(1 - 4.2 / 14, fit.RSquared, 1e-14);
        Close([10.5, 3.5], fit.Predict(Tensor.From([5.0, 0])));
    }

    [Fact]
    public void WithoutAConstantTheLineGoesThroughTheOrigin()
    {
        var fit = LinearRegression.Fit(s_x, s_y, intercept: false);
        Close([77.0 / 30], fit.Coefficients);
        Assert.Equal(1 - fit.ResidualSumOfSquares / 210, fit.RSquared, 1e-14);
        Close([154.0 / 30], fit.Predict(Tensor.From([2.0])));
    }

    [Fact]
    public void AsManyObservationsAsCoefficientsLeaveNoResiduals()
    {
        var fit = LinearRegression.Fit(Tensor.From([1.0f, 3]), Tensor.From([2, 6]));
        Close([0, 2], fit.Coefficients);
        Assert.Equal(0, fit.DegreesOfFreedom);
        Assert.True(double.IsNaN(fit.ResidualStandardDeviation));
        Assert.True(fit.StandardErrors.IsNaN().All().Item<bool>());
    }

    [Fact]
    public void DiabetesComesOutAsPublished()
    {
        Tensor x = Read("diabetes_data.csv.gz"), y = Read("diabetes_target.csv.gz").Squeeze(1);
        var fit = LinearRegression.Fit(x, y);
        Assert.Equal(2859.6903987680653, fit.ResidualSumOfSquares / y.Count, 1e-9);
        Assert.Equal(0.5177494254132935, fit.RSquared, 1e-13);
    }

    [Fact]
    public void CompensatedSumsKeepWhatRoundingLoses()
    {
        var sum = new Compensated();
        foreach (var (a, b) in new[] { (1e17, 1.0), (3.0, 7.0), (-1e17, 1.0), (1 + 1e-9, 1 - 1e-9), (-1.0, 1.0) }) sum.Add(a, b);
        Assert.Equal(21 - 1e-18, sum.Value, 1e-15);
    }

    [Fact]
    public void WhatDoesNotDetermineALineSaysWhy()
    {
        var twice = Tensor.Stack([s_x, 2 * s_x], 1);
        foreach (var (call, part) in new (Action, string)[]
        {
            (() => LinearRegression.Fit(s_x, s_y.Unsqueeze(1)), "y must have shape [4]"),
            (() => LinearRegression.Fit(Tensor.Ones([2, 2, 2]), s_y), "[2, 2, 2]"),
            (() => LinearRegression.Fit(Tensor.Ones([2, 3]), Tensor.Ones([2])), "2 observations do not determine 4"),
            (() => LinearRegression.Fit(twice, s_y), "combination of others"),
            (() => LinearRegression.Fit(Tensor.Ones([4, 1]), s_y), "or the constant"),
            (() => LinearRegression.Fit(s_x / 0.0, s_y), "not finite"),
            (() => LinearRegression.Fit(s_x, s_y).Predict(twice), "coefficients for 1 columns"),
        })
            Assert.Contains(part, Assert.Throws<ArgumentException>(call).Message, StringComparison.Ordinal);
    }

    static Tensor Read(string name)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(TestFiles.Evidence("datasets", name)), CompressionMode.Decompress));
        var rows = new List<double[]>();
        while (reader.ReadLine() is { } line) rows.Add([.. line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))]);
        return Tensor.From<double>([.. rows.SelectMany(row => row)], [rows.Count, rows[0].Length]);
    }

    static void Close(double[] expected, Tensor actual) => Assert.Equal(expected, actual.ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-12);
}
