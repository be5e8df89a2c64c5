using System.Globalization;
using System.Text.RegularExpressions;

namespace Adjoint.Project.Tests;

/// <summary>Every sample prints what stands beside it: the same text, and numbers within a part in 10,000.</summary>
public partial class SampleTests
{
    public static TheoryData<string> Samples =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "samples"), "*.cs").Select(path => Path.GetFileNameWithoutExtension(path)).Order()];

    [GeneratedRegex(@"(?<![\w.])-?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?(?!\w)")]
    private static partial Regex Number { get; }

    [Theory, MemberData(nameof(Samples))]
    public void PrintsWhatItMust(string sample)
    {
        var printed = CompiledProgram.Run(sample, Repository.Read($"samples/{sample}.cs"));
        var expected = Repository.Read($"samples/{sample}.expected");
        Assert.Equal(Number.Replace(expected, "#"), Number.Replace(printed, "#"));
        foreach (var (wanted, actual) in Numbers(expected).Zip(Numbers(printed)))
            Assert.True(Math.Abs(actual - wanted) <= 1e-6 + 1e-4 * Math.Abs(wanted), $"{actual} was printed, {wanted} expected, in:\n{printed}");
    }

    static IEnumerable<double> Numbers(string text) => Number.Matches(text).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture));
}
