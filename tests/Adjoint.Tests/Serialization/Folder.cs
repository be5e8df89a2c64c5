namespace Adjoint.Tests.Serialization;

/// <summary>An empty folder that goes away with the test.</summary>
sealed class Folder : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adjoint-");

    public string this[string name] => Path.Combine(_folder.FullName, name);

    public string[] Files => [.. _folder.GetFiles().Select(file => file.Name).Order()];

    public string Write(string name, ReadOnlySpan<byte> bytes)
    {
        File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
