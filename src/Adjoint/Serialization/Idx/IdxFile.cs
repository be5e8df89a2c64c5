using System.Buffers.Binary;
using System.IO.Compression;

namespace Adjoint.Serialization;

/// <summary>
/// Files of the IDX format, in which MNIST is distributed (http://yann.lecun.com/exdb/mnist): two zeros, the type, the number of
/// dimensions, their sizes, then the elements, highest byte first. Compressed ones (<c>.gz</c>) are read as they are.
/// </summary>
public static class IdxFile
{
    // Deflate cannot make one byte into more than this.
    const long MaxRatio = 1032;

    /// <summary>Reads a file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is malformed.</exception>
    public static Tensor Load(string path)
    {
        using var file = new InputFile(path);
        return Read(file);
    }

    /// <summary>Reads a file that is open.</summary>
    internal static Tensor Read(InputFile file)
    {
        using var section = new SectionStream(file, 0, file.Length);
        if (file.Length < 2 || !file.Read(0, 2).AsSpan().SequenceEqual((ReadOnlySpan<byte>)[0x1f, 0x8b]))
            return Read(section, file, file.Length);
        using var inflated = new GZipStream(section, CompressionMode.Decompress);
        return Read(inflated, file, file.Length * MaxRatio);
    }

    static Tensor Read(Stream stream, InputFile file, long available)
    {
        try
        {
            var tensor = Tensor.Allocate(ReadHeader(stream, file, available));
            TensorBytes.Read(tensor, stream);
            if (stream.ReadByte() >= 0) throw file.Invalid($"the file goes on after the last element of shape {tensor.Shape}.");
            TensorBytes.Reverse(tensor);
            return tensor;
        }
        catch (EndOfStreamException)
        {
            throw file.Invalid("the file ends before the last element.");
        }
    }

    static Spec ReadHeader(Stream stream, InputFile file, long available)
    {
        Span<byte> start = stackalloc byte[4];
        stream.ReadExactly(start);
        DType? type = start[2] switch
        {
            0x08 => DType.UInt8,
            0x09 => DType.Int8,
            0x0B => DType.Int16,
            0x0C => DType.Int32,
            0x0D => DType.Float32,
            0x0E => DType.Float64,
            _ => null,
        };
        if (start[0] != 0 || start[1] != 0 || type is not { } dtype)
            throw file.Invalid($"not an IDX file: it begins with {Convert.ToHexString(start)}.");
        var sizes = new long[start[3]];
        Span<byte> size = stackalloc byte[4];
        for (var i = 0; i < sizes.Length; i++)
        {
            stream.ReadExactly(size);
            sizes[i] = BinaryPrimitives.ReadUInt32BigEndian(size);
        }
        if (SizeCheck.Count(sizes) is not { } count || count > available / dtype.ItemSize)
            throw file.Invalid($"shape [{string.Join(", ", sizes)}] of {dtype} is more than the file can hold.");
        return new(Layout.Contiguous(sizes), dtype);
    }
}
