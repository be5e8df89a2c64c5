namespace Adjoint.Project.Tests;

/// <summary>The files of the repository.</summary>
internal static class Repository
{
    public static string Root => RepositoryRoot.Path;

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n");

    /// <summary>Every source file below a folder, without build output; paths are relative to it and use slashes.</summary>
    public static IEnumerable<(string Path, string Text)> Sources(string folder)
    {
        var root = Path.Combine(Root, folder);
        return from file in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
               let path = Path.GetRelativePath(root, file).Replace('\\', '/')
               where !path.Split('/').Any(part => part is "bin" or "obj")
               orderby path
               select (path, File.ReadAllText(file));
    }
}
