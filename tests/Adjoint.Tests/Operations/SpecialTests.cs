using System.Globalization;
using System.Reflection;

namespace Adjoint.Tests.Operations;

/// <summary>The special functions against 40 digits, and at their ends.</summary>
public class SpecialTests
{
    const double Inf = double.PositiveInfinity, NaN = double.NaN;

    static readonly string[][] s_rows = [.. File.ReadLines(TestFiles.Golden("specialfunctions.txt")).Select(line => line.Split('\t'))];

    public static TheoryData<string> Names => [.. s_rows.Select(row => row[0])];

    static (Tensor[] Inputs, double[] Expected) Row(string function)
    {
        var row = s_rows.Single(row => row[0] == function);
        return ([.. row[1..3].Where(cell => cell.Length > 0).Select(cell => Tensor.From(Numbers(cell)))], Numbers(row[3]));
    }

    static double[] Numbers(string cell) => [.. cell.Split(' ').Select(n => n == "inf" ? Inf : double.Parse(n, CultureInfo.InvariantCulture))];

    static Tensor Call(string function, params Tensor[] inputs)
    {
        if (function.EndsWith('\'')) return Slope(function[..^1], inputs[0]);
        var types = Array.ConvertAll(inputs, _ => typeof(Tensor));
        return (Tensor)typeof(Special).GetMethod(function, BindingFlags.Public | BindingFlags.Static, types)!.Invoke(null, inputs)!;
    }

    static Tensor Slope(string function, Tensor x)
    {
        x = x.Clone();
        x.RequiresGrad = true;
        Call(function, x).Sum().Backward();
        return x.Grad!;
    }

    // What waves is exact beside its amplitude, not next to its zeros; polynomials beside their terms.
    static double Amplitude(string function, double x, double y) =>
        function.Contains("Polynomial") ? Math.Max(1, Math.Pow(Math.Abs(x), y))
        : function.StartsWith("Bessel", StringComparison.Ordinal) || function.StartsWith("Airy", StringComparison.Ordinal) && x < 0
            ? 0.1 * Math.Sqrt(Math.Max(1, Math.Abs(x)))
        : function is "Sinc" or "SphericalBesselJ0" ? 0.01 : 0;

    [Theory, MemberData(nameof(Names))]
    public void FortyDigitsGiveTheSame(string function)
    {
        var (inputs, expected) = Row(function);
        var actual = Call(function, inputs).ToArray<double>();
        var arguments = Array.ConvertAll(inputs, x => x.ToArray<double>());
        for (var i = 0; i < expected.Length; i++)
        {
            double x = arguments[0][i], y = arguments[^1][i];
            var scale = Math.Max(Math.Abs(expected[i]), Amplitude(function, x, y));
            Assert.True(
                actual[i] == expected[i] || Math.Abs(actual[i] - expected[i]) <= 1e-12 * scale,
                $"{function}({x:R}, {y:R}) = {actual[i]:R}, not {expected[i]:R}: {(actual[i] - expected[i]) / scale:G3}");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Float32IsTheSameRoundedOnce(string function)
    {
        var inputs = Array.ConvertAll(Row(function).Inputs, x => x.To(DType.Float32));
        var expected = Call(function, Array.ConvertAll(inputs, x => x.To(DType.Float64))).ToArray<double>();
        var actual = Call(function, inputs).ToArray<float>();
        for (var i = 0; i < actual.Length; i++)
        {
            // What is a formula, not a function of lanes, is computed in single precision, and so are these Bessel functions.
            var slack = function switch
            {
                "Entr" or "Sinc" or "SphericalBesselJ0" or "XLog1pY" => 2e-6f * Math.Max(1, MathF.Abs((float)expected[i])),
                "I0" or "I1" or "I0e" or "I1e" or "ModifiedBesselI0" or "ModifiedBesselI1" => 6e-7f * MathF.Abs((float)expected[i]),
                _ => 0,
            };
            Assert.True(
                actual[i].Equals((float)expected[i]) || Math.Abs(actual[i] - (float)expected[i]) <= slack,
                $"{function}({string.Join(", ", inputs.Select(x => x[i].Item()))}) = {actual[i]:R}, not {expected[i]:R}");
        }
    }

    public static TheoryData<string, double, double> Ends => new()
    {
        { "BesselJ0", Inf, 0 }, { "BesselJ0", NaN, NaN }, { "BesselJ1", -Inf, 0 },
        { "BesselY0", 0, -Inf }, { "BesselY0", -1, NaN }, { "BesselY1", 0, -Inf }, { "BesselY1", Inf, 0 },
        { "I0", Inf, Inf }, { "I0", 720, Inf }, { "I1", -Inf, -Inf }, { "I0e", Inf, 0 },
        { "I1e", -Inf, 0 }, { "I1", NaN, NaN }, { "ModifiedBesselI0", 0, 1 }, { "ModifiedBesselI1", 0, 0 },
        { "ModifiedBesselK0", 0, Inf }, { "ModifiedBesselK1", 0, Inf },
        { "ModifiedBesselK0", -1, NaN }, { "ModifiedBesselK0", Inf, 0 }, { "ModifiedBesselK1", 1e-310, Inf },
        { "ScaledModifiedBesselK0", Inf, 0 }, { "ScaledModifiedBesselK1", NaN, NaN }, { "SphericalBesselJ0", -Inf, 0 }, { "SphericalBesselJ0", 0, 1 },
        { "AiryAi", Inf, 0 }, { "AiryAi", -Inf, 0 }, { "AiryAi", 200, 0 }, { "AiryAi", NaN, NaN },
        { "Erfcx", Inf, 0 }, { "Erfcx", -Inf, Inf }, { "Erfcx", -30, Inf }, { "Erfcx", NaN, NaN }, { "Erfcx", 1e300, 5.6418958354775628e-301 },
        { "Ndtr", Inf, 1 }, { "Ndtr", -Inf, 0 }, { "LogNdtr", Inf, 0 }, { "LogNdtr", -Inf, -Inf }, { "LogNdtr", NaN, NaN },
        { "Ndtri", 0, -Inf }, { "Ndtri", 1, Inf }, { "Ndtri", -0.1, NaN }, { "Ndtri", 1.1, NaN }, { "Ndtri", NaN, NaN }, { "Ndtri", 0.5, 0 },
        { "Entr", 0, 0 }, { "Entr", -1, -Inf }, { "Entr", NaN, NaN }, { "Entr", Inf, -Inf },
    };

    [Theory, MemberData(nameof(Ends))]
    public void FunctionsEndWhereTheyShould(string function, double x, double expected) =>
        Assert.Equal(expected, Call(function, Tensor.From(x, DType.Float64)).Item());

    public static TheoryData<string, double, double, double> EndsOfTwo => new()
    {
        { "Gammainc", 0, 1, 1 }, { "Gammainc", 0, 0, NaN }, { "Gammainc", 2, 0, 0 },
        { "Gammainc", 2, Inf, 1 }, { "Gammainc", Inf, 2, 0 }, { "Gammainc", Inf, Inf, NaN }, { "Gammainc", -1, 2, NaN },
        { "Gammaincc", 0, 1, 0 }, { "Gammaincc", 2, 0, 1 }, { "Gammaincc", 2, Inf, 0 },
        { "Gammaincc", Inf, 2, 1 }, { "Gammaincc", 2, -1, NaN }, { "Gammaincc", NaN, 1, NaN }, { "Gammaincc", 1, 800, 0 },
        { "Zeta", 1, 2, Inf }, { "Zeta", 0.5, 2, NaN }, { "Zeta", 2, 0, Inf }, { "Zeta", 3, -2, Inf },
        { "Zeta", 2.5, -0.5, NaN }, { "Zeta", Inf, 2, 0 }, { "Zeta", NaN, 2, NaN }, { "Zeta", 2, Inf, 0 },
        { "XLog1pY", 0, -1, 0 }, { "XLog1pY", 0, NaN, NaN }, { "XLog1pY", 2, -1, -Inf }, { "XLogY", 0, 0, 0 },
        { "ChebyshevPolynomialT", 0.5, -1, 0 }, { "ChebyshevPolynomialT", 0.5, 2.9, -0.5 },
        { "ChebyshevPolynomialU", 1, 7, 8 }, { "ChebyshevPolynomialV", -1, 2, 5 }, { "ChebyshevPolynomialW", -1, 3, -1 },
        { "HermitePolynomialH", NaN, 3, NaN }, { "LegendrePolynomialP", 0.2, NaN, NaN },
        { "LegendrePolynomialP", 1, 1e300, NaN }, { "ChebyshevPolynomialT", 1, Inf, NaN },
        { "LaguerrePolynomialL", 0, 9, 1 }, { "ShiftedChebyshevPolynomialT", 0, 3, -1 },
    };

    [Theory, MemberData(nameof(EndsOfTwo))]
    public void FunctionsOfTwoEndWhereTheyShould(string function, double x, double y, double expected) =>
        Assert.Equal(expected, Call(function, Tensor.From(x, DType.Float64), Tensor.From(y, DType.Float64)).Item());

    [Theory]
    [InlineData("Zeta", "Detach() on s")]
    [InlineData("Gammainc", "Detach() on a")]
    [InlineData("Gammaincc", "Detach() on a")]
    public void ADerivativeWithoutAFormulaSaysSo(string function, string advice)
    {
        var (x, y) = (Tensor.From(new[] { 2.5, 3 }), Tensor.From(new[] { 1.5, 2 }));
        x.RequiresGrad = true;
        Assert.Contains(advice, Assert.Throws<NotSupportedException>(() => Call(function, x, y).Sum().Backward()).Message);
    }

    [Fact]
    public void NamesOfTorchSpecialLeadToTheSameFunctions()
    {
        var x = new Draw().Uniform([3, 4], 0.1, 0.9);
        void Same(Tensor expected, Tensor actual) => Assert.Equal(expected.ToArray<double>(), actual.ToArray<double>());
        Same(x.Digamma(), Special.Psi(x));
        Same(x.Lgamma(), Special.Gammaln(x));
        Same(x.Sigmoid(), Special.Expit(x));
        Same(x.Polygamma(2), Special.Polygamma(2, x));
        Same(x.Round(1), Special.Round(x, 1));
        Same(x.Logit(0.2), Special.Logit(x, 0.2));
        Same(x.LogSumExp([1], true), Special.LogSumExp(x, [1], true));
        Same(x.Softmax(1), Special.Softmax(x, 1));
        Same(x.LogSoftmax(0), Special.LogSoftmax(x, 0));
        Same((x + 2).Mvlgamma(3), Special.Multigammaln(x + 2, 3));
        Assert.Equal(DType.Float32, Special.I0(Tensor.From(new[] { 1, 2 })).DType);
        Assert.Equal(DType.Float16, Special.Ndtr(Tensor.From(1f).To(DType.Float16)).DType);
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Mvlgamma(0));
    }
}
