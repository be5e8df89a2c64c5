using System.Globalization;
using System.Text.RegularExpressions;

namespace Adjoint.Project.Tests;

/// <summary>The samples that learn from real data reach their scores, the long ones after fewer steps than they take by themselves.</summary>
public class TrainingSampleTests
{
    [Theory]
    [InlineData("iris", @"held out: ([\d.]+) %", 93, 100)]
    [InlineData("wine", @"held out: ([\d.]+) %", 73, 100)]
    [InlineData("digits", @"epoch 3: .* held out ([\d.]+) %", 97, 100, "3")]
    [InlineData("names", @"held out: loss ([\d.]+)", 1.5, 2.35, "300")]
    [InlineData("shakespeare", @"held out: loss ([\d.]+)", 1.5, 3.0, "40")]
    public void Learns(string sample, string score, double least, double most, params string[] arguments)
    {
        var folder = Path.Combine(
            Environment.GetEnvironmentVariable("ADJOINT_EVIDENCE") ?? Path.Combine(Repository.Root, "..", "shared", "evidence"), "datasets");
        if (!Directory.Exists(folder)) Assert.Skip("no evidence folder");
        var printed = CompiledProgram.Run(sample, Repository.Read($"samples/training/{sample}.cs"), [folder, .. arguments]);
        var found = Regex.Match(printed, score);
        Assert.True(found.Success, printed);
        Assert.InRange(double.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture), least, most);
    }

    [Fact]
    public void EverySampleIsTried()
    {
        var samples = Directory.EnumerateFiles(Path.Combine(Repository.Root, "samples", "training"), "*.cs").Select(Path.GetFileNameWithoutExtension).Order();
        var tried = typeof(TrainingSampleTests).GetMethod(nameof(Learns))!.GetCustomAttributes(typeof(InlineDataAttribute), false).Cast<InlineDataAttribute>()
            .Select(data => (string)data.Data[0]!).Order();
        Assert.Equal(samples, tried);
    }
}
