using System.Buffers.Binary;
using System.Text;

namespace Adjoint.Serialization;

/// <summary>
/// What stands before the elements in a file of NumPy: a signature, a version, a length, and a dictionary written as Python
/// would print it, which is read by rules of its own and never evaluated.
/// </summary>
/// <remarks>The format: numpy.lib.format of the NumPy reference, versions 1.0, 2.0 and 3.0.</remarks>
internal sealed record NpyHeader(string Type, bool IsFortran, long[] Sizes)
{
    const int Alignment = 64;

    // NumPy leaves room for the first size to grow to so many digits.
    const int GrowthDigits = 21;

    static ReadOnlySpan<byte> Signature => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Whether a stream goes on with the signature of the format.</summary>
    public static bool IsNext(Stream stream)
    {
        Span<byte> start = stackalloc byte[6];
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual(Signature);
    }

    /// <summary>Reads the header; the elements follow.</summary>
    /// <exception cref="InvalidDataException">It is malformed, or longer than <paramref name="maxLength"/>.</exception>
    public static NpyHeader Read(Stream stream, string file, int maxLength)
    {
        Span<byte> start = stackalloc byte[8];
        Fill(stream, start, file);
        if (!start.StartsWith(Signature))
            throw new InvalidDataException($"{file}: not a file of NumPy: it does not begin with its signature.");
        var version = (start[6], start[7]);
        if (version is not ((1 or 2 or 3), 0))
            throw new InvalidDataException($"{file}: version {start[6]}.{start[7]} of the format; 1.0, 2.0 and 3.0 are read.");
        Span<byte> lengthBytes = stackalloc byte[start[6] == 1 ? 2 : 4];
        Fill(stream, lengthBytes, file);
        long length = lengthBytes.Length == 2
            ? BinaryPrimitives.ReadUInt16LittleEndian(lengthBytes)
            : BinaryPrimitives.ReadUInt32LittleEndian(lengthBytes);
        if (length > maxLength)
            throw new InvalidDataException(
                $"{file}: a header of {length} bytes is longer than the {maxLength} allowed; " +
                "give a larger maxHeaderLength if the file is trusted.");
        var text = new byte[length];
        Fill(stream, text, file);
        return new NpyHeaderParser(Decode(text, isUtf8: start[6] == 3, file), file).Parse();
    }

    /// <summary>The bytes of the header, as NumPy itself writes them: version 1.0 where it fits.</summary>
    public byte[] ToBytes()
    {
        var shape = Sizes.Length == 1 ? $"({Sizes[0]},)" : $"({string.Join(", ", Sizes)})";
        var text = $"{{'descr': '{Type}', 'fortran_order': {(IsFortran ? "True" : "False")}, 'shape': {shape}, }}";
        if (Sizes.Length > 0) text += new string(' ', Math.Max(0, GrowthDigits - $"{(IsFortran ? Sizes[^1] : Sizes[0])}".Length));
        return Wrap(text, 2) ?? Wrap(text, 4)!;
    }

    // The whole header is a multiple of 64 bytes long and ends with a line break.
    static byte[]? Wrap(string text, int lengthBytes)
    {
        var start = Signature.Length + 2 + lengthBytes;
        var padding = Alignment - (start + text.Length + 1) % Alignment;
        var length = text.Length + padding + 1;
        if (lengthBytes == 2 && length > ushort.MaxValue) return null;
        var bytes = new byte[start + length];
        Signature.CopyTo(bytes);
        bytes[6] = (byte)(lengthBytes / 2);
        if (lengthBytes == 2) BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), (ushort)length);
        else BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), length);
        bytes.AsSpan(start).Fill((byte)' ');
        Encoding.ASCII.GetBytes(text, bytes.AsSpan(start));
        bytes[^1] = (byte)'\n';
        return bytes;
    }

    static void Fill(Stream stream, Span<byte> bytes, string file)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new InvalidDataException($"{file}: the file ends within the header of NumPy's format.");
    }

    static string Decode(byte[] text, bool isUtf8, string file)
    {
        try
        {
            return isUtf8 ? new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(text) : Encoding.Latin1.GetString(text);
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidDataException($"{file}: the header is not UTF-8.");
        }
    }
}
