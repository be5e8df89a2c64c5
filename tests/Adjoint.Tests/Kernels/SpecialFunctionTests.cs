using System.Globalization;

namespace Adjoint.Tests.Kernels;

public class SpecialFunctionTests
{
    public static TheoryData<string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var line in File.ReadLines(TestFiles.Golden("special.txt"))) rows.Add(line.Split('\t')[0], line.Split('\t')[1]);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void PyTorchGivesTheSame(string function, string type)
    {
        var row = File.ReadLines(TestFiles.Golden("special.txt")).Select(line => line.Split('\t')).Single(c => c[0] == function && c[1] == type);
        double[] a = Numbers(row[2]), b = row[3].Length == 0 ? a : Numbers(row[3]), expected = Numbers(row[4]);
        double[] y = type switch
        {
            "float32" => [.. LaneFunctions.Run(function, Cast<float>(a), Cast<float>(b)).Select(x => (double)x)],
            "float64" => LaneFunctions.Run(function, a, b),
            "int8" => [.. LaneFunctions.Run(function, Cast<sbyte>(a), Cast<sbyte>(b)).Select(x => (double)x)],
            _ => [.. LaneFunctions.Run(function, Cast<long>(a), Cast<long>(b)).Select(x => (double)x)],
        };
        var bound = function switch
        {
            "Fmod" or "Remainder" or "FloorDivide" => 0,
            "Pow" => type == "int64" ? 0 : 3e-16,
            _ => 2e-13,
        };
        // Near a zero between poles both lose digits.
        var absolute = function is "Digamma" or "Polygamma2" or "Polygamma4" ? 1e-12 : 0;
        for (var i = 0; i < y.Length; i++)
        {
            Assert.True(
                double.IsNaN(expected[i]) ? double.IsNaN(y[i])
                : y[i] == expected[i] ? double.IsNegative(y[i]) == double.IsNegative(expected[i])
                : Math.Abs(y[i] - expected[i]) <= bound * Math.Abs(expected[i]) + absolute,
                $"{function}({a[i]:R}, {b[i]:R}) = {y[i]:R}, not {expected[i]:R}");
        }
    }

    static double[] Numbers(string cell) => [.. cell.Split(' ').Select(n => n switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        "nan" => double.NaN,
        _ => double.Parse(n, CultureInfo.InvariantCulture),
    })];

    static T[] Cast<T>(double[] x) where T : System.Numerics.INumber<T> => [.. x.Select(T.CreateChecked)];
}
