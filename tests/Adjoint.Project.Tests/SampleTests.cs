namespace Adjoint.Project.Tests;

/// <summary>Every sample prints what stands beside it.</summary>
public class SampleTests
{
    public static TheoryData<string> Samples => [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "samples"), "*.cs").Select(path => Path.GetFileNameWithoutExtension(path)).Order()];

    [Theory, MemberData(nameof(Samples))]
    public void PrintsWhatItMust(string sample)
    {
        var printed = CompiledProgram.Run(sample, Repository.Read($"samples/{sample}.cs"));
        Assert.Equal(Repository.Read($"samples/{sample}.expected"), printed);
    }
}
