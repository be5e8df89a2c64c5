namespace Adjoint.Project.Tests;

/// <summary>The generator of the process belongs to all tests that run at a time, so one that seeds it runs alone.</summary>
public class SeedTests
{
    [Fact]
    public void TestsThatSeedTheProcessRunAlone()
    {
        var seeding = Repository.Sources("tests/Adjoint.Tests").Where(file => file.Text.Contains("Tensor.ManualSeed(", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(seeding);
        var together = seeding.Where(file => !file.Text.Contains("[Collection(nameof(Alone))]", StringComparison.Ordinal));
        Assert.Equal("", string.Join("\n", together.Select(file => file.Path)));
    }
}
