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
        var (printed, _, exitCode) = Run(sample, [folder, .. arguments]);
        Assert.Equal(0, exitCode);
        var found = Regex.Match(printed, score);
        Assert.True(found.Success, printed);
        Assert.InRange(double.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture), least, most);
    }

    [Theory]
    [InlineData("iris", "iris.csv")]
    [InlineData("wine", "winequality-red.csv")]
    [InlineData("digits", "t10k-images-idx3-ubyte.gz")]
    [InlineData("names", "names.txt")]
    [InlineData("shakespeare", "tinyshakespeare.txt")]
    public void WhatCannotBeLearnedFromIsOneLine(string sample, string file)
    {
        var folder = Directory.CreateTempSubdirectory("adjoint-");
        try
        {
            var path = Path.Combine(folder.FullName, file);
            Refused($"{path} is missing; this gets it: curl -fL --create-dirs -o '{path}' https://", sample, folder.FullName);
            Directory.CreateDirectory(path);
            Refused($"{path} is missing", sample, folder.FullName);
            Directory.Delete(path);
            foreach (var rubbish in (string[])["", "rubbish\n", "a,b\n1,2\n", "\0\u0001\u0002\"\n\n"])
            {
                File.WriteAllText(path, rubbish);
                Refused(path, sample, folder.FullName);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("digits")]
    [InlineData("names")]
    [InlineData("shakespeare")]
    public void ANumberOfStepsIsANumber(string sample)
    {
        foreach (var rubbish in (string[])["", "x", "0", "-3", "1.5", "99999999999"]) Refused($"'{rubbish}' does not say how long", sample, "nowhere", rubbish);
    }

    static void Refused(string reason, string sample, params string[] arguments)
    {
        var (printed, error, exitCode) = Run(sample, arguments);
        Assert.Equal(("", 1), (printed, exitCode));
        Assert.StartsWith(reason, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    // With what a sample shares with the others.
    static (string Out, string Error, int ExitCode) Run(string sample, string[] arguments) => CompiledProgram.Run(
        sample, [(sample, Repository.Read($"samples/training/{sample}.cs")), .. Repository.Sources("samples/training/shared")], arguments);

    [Fact]
    public void EverySampleIsTried()
    {
        var samples = Directory.EnumerateFiles(Path.Combine(Repository.Root, "samples", "training"), "*.cs").Select(Path.GetFileNameWithoutExtension).Order();
        var tried = typeof(TrainingSampleTests).GetMethod(nameof(Learns))!.GetCustomAttributes(typeof(InlineDataAttribute), false).Cast<InlineDataAttribute>()
            .Select(data => (string)data.Data[0]!).Order();
        Assert.Equal(samples, tried);
    }
}
