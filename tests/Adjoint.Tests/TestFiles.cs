namespace Adjoint.Tests;

/// <summary>Where the files lie that tests read.</summary>
static class TestFiles
{
    /// <summary>A file of tests/Adjoint.Tests/Goldens.</summary>
    public static string Golden(string name) => Path.Combine(RepositoryRoot.Path, "tests", "Adjoint.Tests", "Goldens", name);

    /// <summary>Where the evidence folder is, if there is one.</summary>
    public static string EvidenceFolder { get; } = Environment.GetEnvironmentVariable("ADJOINT_EVIDENCE")
        ?? Path.Combine(RepositoryRoot.Path, "..", "shared", "evidence");

    /// <summary>A file of the evidence folder; the test is skipped where there is none.</summary>
    public static string Evidence(params string[] path)
    {
        if (!Directory.Exists(EvidenceFolder)) Assert.Skip("no evidence folder");
        return Path.Combine([EvidenceFolder, .. path]);
    }
}
