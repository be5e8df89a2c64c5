using Microsoft.Win32.SafeHandles;

namespace Adjoint.Serialization;

/// <summary>
/// A file to read from at any place. Reads are bounded by the length the file had when it was opened; one that became shorter
/// since is an error like any other, where a memory map would end the process.
/// </summary>
internal sealed class InputFile : IDisposable
{
    readonly SafeFileHandle? _handle;
    readonly ReadOnlyMemory<byte> _content;

    public InputFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path)) throw new IOException($"{path}: is a folder, not a file.");
        _handle = File.OpenHandle(path);
        Path = path;
        Length = RandomAccess.GetLength(_handle);
    }

    /// <summary>The bytes of a file that is in memory already.</summary>
    public InputFile(string path, ReadOnlyMemory<byte> content)
    {
        _content = content;
        Path = path;
        Length = content.Length;
    }

    /// <summary>The file's name, for messages.</summary>
    public string Path { get; }

    /// <summary>The length in bytes.</summary>
    public long Length { get; }

    /// <summary>Fills <paramref name="buffer"/> from the byte at <paramref name="offset"/> on.</summary>
    /// <exception cref="InvalidDataException">The file ends before.</exception>
    public void Read(long offset, Span<byte> buffer)
    {
        if (offset < 0 || offset > Length - buffer.Length) throw Ends();
        if (_handle is null)
        {
            _content.Span.Slice((int)offset, buffer.Length).CopyTo(buffer);
            return;
        }
        while (buffer.Length > 0)
        {
            var read = RandomAccess.Read(_handle, buffer, offset);
            if (read == 0) throw Ends();
            offset += read;
            buffer = buffer[read..];
        }
    }

    /// <summary>Some bytes from the one at <paramref name="offset"/> on, which must be in the file.</summary>
    public byte[] Read(long offset, int count)
    {
        if (offset < 0 || offset > Length - count) throw Ends();
        var bytes = new byte[count];
        Read(offset, bytes);
        return bytes;
    }

    /// <summary>Fills a contiguous tensor with the bytes from <paramref name="offset"/> on.</summary>
    public void Read(long offset, Tensor tensor) =>
        TensorBytes.ForEach(tensor, (position, part) => Read(offset + position, part));

    /// <summary>An error in the content of this file.</summary>
    public InvalidDataException Invalid(string problem) => new($"{Path}: {problem}");

    public void Dispose() => _handle?.Dispose();

    InvalidDataException Ends() => Invalid("the file is shorter than its content says.");
}
