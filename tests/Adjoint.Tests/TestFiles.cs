namespace Adjoint.Tests;

/// <summary>Where the files lie that tests read.</summary>
static class TestFiles
{
    /// <summary>The repository's root: the folder with the solution, above the running test.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>A file of tests/Adjoint.Tests/Goldens.</summary>
    public static string Golden(string name) => Path.Combine(Root, "tests", "Adjoint.Tests", "Goldens", name);

    /// <summary>A file of the evidence folder; the test is skipped where there is none.</summary>
    public static string Evidence(params string[] path)
    {
        var folder = Environment.GetEnvironmentVariable("ADJOINT_EVIDENCE") ?? Path.Combine(Root, "..", "shared", "evidence");
        if (!Directory.Exists(folder)) Assert.Skip("no evidence folder");
        return Path.Combine([folder, .. path]);
    }

    static string FindRoot(string folder)
    {
        while (!File.Exists(Path.Combine(folder, "Adjoint.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return folder;
    }
}
