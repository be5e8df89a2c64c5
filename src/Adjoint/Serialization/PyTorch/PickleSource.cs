using System.Buffers.Binary;
using System.Text;

namespace Adjoint.Serialization;

/// <summary>The bytes of a pickle, read from a stream of known length: nothing longer than what is left is ever allocated.</summary>
internal sealed class PickleSource(Stream stream, string file)
{
    const int MaxLine = 4096;

    readonly byte[] _buffer = new byte[1 << 14];
    readonly long _length = stream.Length;
    int _next, _end;
    long _read;

    static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>How many bytes have been taken.</summary>
    public long Position => _read - (_end - _next);

    /// <summary>How many are left.</summary>
    public long Left => _length - Position;

    public byte Byte()
    {
        if (_next == _end) Refill();
        return _buffer[_next++];
    }

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(4));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Bytes(8));

    /// <summary>A double-precision number, highest byte first.</summary>
    public double Double() => BinaryPrimitives.ReadDoubleBigEndian(Bytes(8));

    public byte[] Bytes(long count)
    {
        if (count < 0 || count > Left || count > System.Array.MaxLength)
            throw Invalid($"the pickle says that {count} bytes follow, and {Left} do");
        var bytes = new byte[count];
        Fill(bytes);
        return bytes;
    }

    public void Fill(Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_next == _end) Refill();
            var count = Math.Min(bytes.Length, _end - _next);
            _buffer.AsSpan(_next, count).CopyTo(bytes);
            _next += count;
            bytes = bytes[count..];
        }
    }

    public string Text(long count)
    {
        try
        {
            return s_utf8.GetString(Bytes(count));
        }
        catch (DecoderFallbackException)
        {
            throw Invalid("a text in the pickle is not UTF-8");
        }
    }

    /// <summary>The text up to the end of the line.</summary>
    public string Line()
    {
        var line = new StringBuilder();
        for (var value = Byte(); value != '\n'; value = Byte())
        {
            if (line.Length == MaxLine) throw Invalid("a line in the pickle has no end");
            line.Append((char)value);
        }
        return line.ToString();
    }

    public InvalidDataException Invalid(string problem) => new($"{file}: {problem}.");

    void Refill()
    {
        _end = stream.Read(_buffer);
        _next = 0;
        _read += _end;
        if (_end == 0) throw Invalid("the pickle ends early");
    }
}
