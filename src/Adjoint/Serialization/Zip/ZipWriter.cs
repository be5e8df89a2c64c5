using System.Buffers.Binary;
using System.Text;

namespace Adjoint.Serialization;

/// <summary>
/// Writes a zip archive of files that are stored as they are, each beginning at a multiple of 64 bytes, so that they may be
/// mapped into memory. Archives and files may be larger than 4 GB.
/// </summary>
internal sealed class ZipWriter(Stream stream)
{
    const int Alignment = 64;
    const ushort Version = 45, Utf8Names = 0x0800, PaddingId = 0x4246;

    // 1 January 1980, the first day of the format: the same content gives the same bytes.
    const uint NoTime = 0x00210000;

    readonly List<(byte[] Name, long Offset, long Length, uint Crc)> _files = [];
    readonly HashSet<string> _names = [];
    long _position;

    /// <summary>Adds a file of a few bytes.</summary>
    public void Add(string name, ReadOnlySpan<byte> bytes)
    {
        Begin(name, bytes.Length, Crc32.Of(bytes));
        Write(bytes);
    }

    /// <summary>Adds a file of some bytes and then all elements of a tensor.</summary>
    public void Add(string name, byte[] start, Tensor tensor)
    {
        var plain = TensorBytes.Plain(tensor);
        var crc = new Crc32();
        crc.Add(start);
        TensorBytes.ForEach(plain, (_, piece) => crc.Add(piece));
        Begin(name, start.Length + TensorBytes.Count(plain), crc.Value);
        Write(start);
        TensorBytes.ForEach(plain, (_, piece) => Write(piece));
    }

    /// <summary>Writes the directory.</summary>
    public void Finish()
    {
        var start = _position;
        foreach (var (name, offset, length, crc) in _files)
        {
            var fields = new Fields();
            fields.UInt32(0x02014b50).UInt16(Version).UInt16(Version).UInt16(Utf8Names).UInt16(0).UInt32(NoTime).UInt32(crc)
                .UInt32(Short(length)).UInt32(Short(length)).UInt16(name.Length).UInt16(Long(length, length, offset).Length)
                .UInt16(0).UInt16(0).UInt16(0).UInt32(0).UInt32(Short(offset)).Bytes(name).Bytes(Long(length, length, offset));
            Write(fields.Written);
        }
        var size = _position - start;
        var end = new Fields();
        end.UInt32(0x06064b50).Int64(44).UInt16(Version).UInt16(Version).UInt32(0).UInt32(0)
            .Int64(_files.Count).Int64(_files.Count).Int64(size).Int64(start)
            .UInt32(0x07064b50).UInt32(0).Int64(start + size).UInt32(1);
        var files = Math.Min(_files.Count, ushort.MaxValue);
        end.UInt32(0x06054b50).UInt32(0).UInt16(files).UInt16(files).UInt32(Short(size)).UInt32(Short(start)).UInt16(0);
        Write(end.Written);
    }

    void Begin(string name, long length, uint crc)
    {
        if (!_names.Add(name)) throw new ArgumentException($"The archive has two files named '{name}'.", nameof(name));
        var bytes = Encoding.UTF8.GetBytes(name);
        if (bytes.Length > ushort.MaxValue)
            throw new ArgumentException($"A name of {bytes.Length} bytes is too long for an archive.", nameof(name));
        var sizes = length >= uint.MaxValue ? Long(length, length, 0) : [];
        var used = _position + 30 + bytes.Length + sizes.Length + 4;
        var padding = (int)((Alignment - used % Alignment) % Alignment);
        var fields = new Fields();
        fields.UInt32(0x04034b50).UInt16(Version).UInt16(Utf8Names).UInt16(0).UInt32(NoTime).UInt32(crc)
            .UInt32(Short(length)).UInt32(Short(length)).UInt16(bytes.Length).UInt16(sizes.Length + 4 + padding)
            .Bytes(bytes).Bytes(sizes).UInt16(PaddingId).UInt16(padding).Bytes(new byte[padding]);
        _files.Add((bytes, _position, length, crc));
        Write(fields.Written);
    }

    void Write(ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        _position += bytes.Length;
    }

    static uint Short(long value) => value >= uint.MaxValue ? uint.MaxValue : (uint)value;

    // The extra field with what does not fit into 32 bits.
    static byte[] Long(params ReadOnlySpan<long> values)
    {
        var large = 0;
        foreach (var value in values) large += value >= uint.MaxValue ? 1 : 0;
        if (large == 0) return [];
        var fields = new Fields();
        fields.UInt16(1).UInt16(8 * large);
        foreach (var value in values)
        {
            if (value >= uint.MaxValue) fields.Int64(value);
        }
        return fields.Written.ToArray();
    }

    /// <summary>Numbers one after the other, lowest byte first.</summary>
    sealed class Fields
    {
        readonly List<byte> _bytes = [];

        public ReadOnlySpan<byte> Written => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_bytes);

        public Fields UInt16(int value)
        {
            Span<byte> bytes = stackalloc byte[2];
            BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
            return Bytes(bytes);
        }

        public Fields UInt32(uint value)
        {
            Span<byte> bytes = stackalloc byte[4];
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
            return Bytes(bytes);
        }

        public Fields Int64(long value)
        {
            Span<byte> bytes = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
            return Bytes(bytes);
        }

        public Fields Bytes(ReadOnlySpan<byte> bytes)
        {
            foreach (var value in bytes) _bytes.Add(value);
            return this;
        }
    }
}
