namespace Adjoint.Cli.Tests;

public sealed class AppTests
{
    [Theory]
    [InlineData("adjoint [command] [options]")]
    [InlineData("adjoint train [options]", "train")]
    [InlineData("adjoint inspect <FILE> [options]", "inspect")]
    public void HelpCallsTheCommandByItsName(string usage, params string[] command)
    {
        var (exitCode, output, error) = Cli.Run([.. command, "--help"]);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains(usage, output, StringComparison.Ordinal);
    }

    [Fact]
    public void ACallWithoutArgumentsIsHelped() => Assert.Equal(Cli.Run("--help"), Cli.Run());

    [Fact]
    public void TheVersionIsKnown() => Assert.Matches(@"^\d+\.\d+\.\d+", Cli.Run("--version").Out);

    [Fact]
    public void WhatIsNoCommandIsNamed()
    {
        var (exitCode, output, error) = Cli.Run("learn");
        Assert.Equal((2, ""), (exitCode, output));
        Assert.Equal("Unrecognized command or argument 'learn'. See adjoint --help.\n", error.ReplaceLineEndings("\n"));
    }
}
