namespace Adjoint.Serialization;

/// <summary>
/// Files that are written whole or not at all: under a temporary name beside the old one, flushed to the disk, then renamed. A
/// process that dies at any moment leaves the old file or the new one.
/// </summary>
internal static class AtomicFile
{
    const int BufferSize = 1 << 16;

    /// <summary>Replaces the file at <paramref name="path"/> by what <paramref name="write"/> writes.</summary>
    public static void Write(string path, Action<FileStream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var target = Path.GetFullPath(path);
        if (Directory.Exists(target)) throw new IOException($"{path}: is a folder, not a file.");
        if (Path.GetDirectoryName(target) is not { } folder || !Directory.Exists(folder))
            throw new DirectoryNotFoundException($"{path}: there is no folder to write it to.");
        var temporary = Path.Combine(folder, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
