using System.Globalization;
using System.Text.RegularExpressions;

namespace Adjoint.Evidence.Suites;

/// <summary>A file of NIST's reference regressions: numbers in lines like <c>B1 estimate deviation</c>, and the data from line 61 on.</summary>
internal sealed partial class NistFile
{
    const int FirstLine = 60;

    NistFile(string path)
    {
        Name = Path.GetFileNameWithoutExtension(path);
        var lines = File.ReadAllLines(path);
        var header = lines[..FirstLine];
        // The one or two numbers before the last two are starting values.
        var parameters = header.Select(line => Parameter().Match(line)).Where(match => match.Success).Select(match => Numbers(match.Groups[1].Value)).ToArray();
        Certified = Array.ConvertAll(parameters, numbers => numbers[^2]);
        Deviations = Array.ConvertAll(parameters, numbers => numbers[^1]);
        Starts = [.. Enumerable.Range(0, parameters[0].Length - 2).Select(start => Array.ConvertAll(parameters, numbers => numbers[start]))];
        ResidualDeviation = Find(header, "Standard Deviation");
        RSquared = Find(header, "R-Squared");
        var rows = lines[FirstLine..].Where(line => !string.IsNullOrWhiteSpace(line)).Select(Numbers).ToArray();
        Y = Tensor.From([.. rows.Select(row => row[0])]);
        X = Tensor.From<double>([.. rows.SelectMany(row => row[1..])], [rows.Length, rows[0].Length - 1]);
    }

    public string Name { get; }

    /// <summary>The certified parameters, their standard deviations, and what else is certified; NaN where it is not there.</summary>
    public double[] Certified { get; }

    public double[] Deviations { get; }

    public double ResidualDeviation { get; }

    public double RSquared { get; }

    /// <summary>Where a nonlinear search is to begin: far away, and closer.</summary>
    public double[][] Starts { get; }

    public Tensor X { get; }

    public Tensor Y { get; }

    public static NistFile Read(string path) => new(path);

    static double Find(string[] header, string title)
    {
        var line = header.LastOrDefault(line => Regex.IsMatch(line, $@"^\s*(Residual )?{title}:?\s+[-+.\dE]+\s*$"));
        return line is null ? double.NaN : Numbers(line[(line.IndexOf(title, StringComparison.Ordinal) + title.Length)..].TrimStart(':'))[0];
    }

    static double[] Numbers(string text) =>
        [.. text.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(word => double.Parse(word, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"^\s+[Bb]\d+ *=?((?:\s+[-+.\dE]+){2,4})\s*$")]
    private static partial Regex Parameter();
}
