namespace Adjoint.Serialization;

/// <summary>The bytes of a file in a zip archive; no more of them than the directory says.</summary>
internal sealed class ZipEntryStream(InputFile file, ZipEntry entry, Stream bytes) : Stream
{
    Crc32 _crc = new();
    long _position;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => entry.Length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var wanted = (int)Math.Min(buffer.Length, entry.Length - _position);
        var read = bytes.Read(buffer[..wanted]);
        if (read == 0 && wanted > 0) throw Differs();
        _crc.Add(buffer[..read]);
        _position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>To be called when all bytes have been read.</summary>
    /// <exception cref="InvalidDataException">There are fewer or more than the directory says, or the checksum is another.</exception>
    public void Finish()
    {
        if (_position != entry.Length || bytes.ReadByte() >= 0) throw Differs();
        if (_crc.Value != entry.Crc)
            throw file.Invalid(
                $"'{entry.Name}' in the archive is damaged: its checksum is {_crc.Value:X8} where {entry.Crc:X8} is recorded.");
    }

    InvalidDataException Differs() =>
        file.Invalid($"'{entry.Name}' in the archive does not have the {entry.Length} bytes it is said to have.");

    protected override void Dispose(bool disposing)
    {
        bytes.Dispose();
        base.Dispose(disposing);
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
