namespace Adjoint;

/// <summary>The repository a test runs in, for tests that read its files.</summary>
internal static class RepositoryRoot
{
    /// <summary>The folder with the solution, above the running test.</summary>
    /// <remarks>Found at run time: the paths that a compiler knows are rewritten in builds of CI.</remarks>
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    static string Find(string folder)
    {
        while (!File.Exists(System.IO.Path.Combine(folder, "Adjoint.slnx")))
            folder = System.IO.Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return folder;
    }
}
