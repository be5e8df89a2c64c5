using Adjoint.Regression;

namespace Adjoint.Evidence.Suites;

/// <summary>NIST's certified regressions: as many digits of the certified values must come out as each problem asks for.</summary>
internal static class Nist
{
    const int NonlinearDigits = 6;

    // Digits; the degree of a polynomial, 0 where the columns are taken as they are; whether there is a constant.
    static readonly Dictionary<string, (int Digits, int Degree, bool Intercept)> s_linear = new()
    {
        ["Norris"] = (12, 0, true),
        ["Longley"] = (10, 0, true),
        ["NoInt1"] = (14, 0, false),
        ["NoInt2"] = (14, 0, false),
        ["Wampler1"] = (9, 5, true),
        ["Wampler2"] = (12, 5, true),
        ["Wampler3"] = (9, 5, true),
    };

    static readonly Dictionary<string, Func<Tensor[], Tensor, Tensor>> s_nonlinear = new()
    {
        ["Misra1a"] = (b, x) => b[0] * (1 - (-b[1] * x).Exp()),
        ["Chwirut2"] = (b, x) => (-b[0] * x).Exp() / (b[1] + b[2] * x),
        ["Gauss1"] = (b, x) => b[0] * (-b[1] * x).Exp() + Bell(b[2], b[3], b[4], x) + Bell(b[5], b[6], b[7], x),
    };

    public static IEnumerable<Case> Cases(string folder) =>
        Directory.EnumerateFiles(folder, "*.dat").Order(StringComparer.Ordinal).Select(NistFile.Read).SelectMany(Cases);

    static IEnumerable<Case> Cases(NistFile file) =>
        s_linear.TryGetValue(file.Name, out var problem) ? [new(file.Name, "QR", () => CheckLinear(file, problem))]
        : s_nonlinear.TryGetValue(file.Name, out var model)
            ? file.Starts.Select((start, i) => new Case(file.Name, $"start {i + 1}", () => CheckNonlinear(file, model, start)))
        : [new(file.Name, "all", () => throw new MissingException("no such model"))];

    static void CheckLinear(NistFile file, (int Digits, int Degree, bool Intercept) problem)
    {
        var x = problem.Degree == 0 ? file.X : Tensor.Cat([.. Enumerable.Range(1, problem.Degree).Select(power => file.X.Pow(power))], 1);
        var fit = LinearRegression.Fit(x, file.Y, problem.Intercept);
        Check("coefficients", fit.Coefficients, file.Certified, problem.Digits);
        Check("standard errors", fit.StandardErrors, file.Deviations, problem.Digits);
        Check("residual standard deviation", fit.ResidualStandardDeviation, [file.ResidualDeviation], problem.Digits);
        Check("R-squared", fit.RSquared, [file.RSquared], problem.Digits);
    }

    static void CheckNonlinear(NistFile file, Func<Tensor[], Tensor, Tensor> model, double[] start)
    {
        var x = file.X.Squeeze(1);
        var fit = LevenbergMarquardt.Fit(p => model(p.Unbind(), x), file.Y, Tensor.From(start));
        if (!fit.HasConverged) throw new MismatchException($"no convergence in {fit.Steps} steps");
        Check("parameters", fit.Parameters, file.Certified, NonlinearDigits);
        Check("standard errors", fit.StandardErrors, file.Deviations, NonlinearDigits);
        Check("residual standard deviation", fit.ResidualStandardDeviation, [file.ResidualDeviation], NonlinearDigits);
    }

    static Tensor Bell(Tensor height, Tensor center, Tensor width, Tensor x) => height * (-((x - center) / width).Square()).Exp();

    // Where 0 is certified, the digits count from 1.
    static void Check(string what, Tensor actual, double[] certified, int digits)
    {
        foreach (var (value, expected) in actual.ToArray<double>().Zip(certified))
        {
            var error = Math.Abs(value - expected) / (expected == 0 ? 1 : Math.Abs(expected));
            if (!(error <= Math.Pow(10, -digits)))
                throw new MismatchException($"{what}: expected {expected:R}, got {value:R}: {-Math.Log10(error):F1} digits, not {digits}");
        }
    }
}
