using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Adjoint.Serialization;

/// <summary>
/// Reads zip archives, also those beyond 4 GB, and believes nothing: the directory must agree with what stands before each
/// file, names are unique, places lie within the archive and do not overlap, nothing is encrypted, and no file claims to be
/// larger than its compressed bytes can become. What is read is compared with its checksum. Nothing is written to disk.
/// </summary>
/// <remarks>The format: PKWARE, "APPNOTE.TXT - .ZIP File Format Specification", 6.3.10.</remarks>
internal sealed class ZipReader
{
    const uint EndSignature = 0x06054b50, End64Signature = 0x06064b50, Locator64Signature = 0x07064b50;
    const uint DirectorySignature = 0x02014b50, LocalSignature = 0x04034b50;
    const int EndLength = 22, LocatorLength = 20, End64Length = 56, DirectoryLength = 46, LocalLength = 30;
    const int MaxEntries = 1_000_000;

    // Deflate cannot make one byte into more than this.
    const long MaxRatio = 1032;

    readonly InputFile _file;
    readonly bool _allowDuplicates;
    readonly OrderedDictionary<string, ZipEntry> _entries = [];
    readonly List<ZipEntry> _all = [];

    /// <summary>Reads the directory of an archive.</summary>
    /// <param name="file">The archive.</param>
    /// <param name="allowDuplicates">Whether several files may have one name; the last one counts.</param>
    public ZipReader(InputFile file, bool allowDuplicates = false)
    {
        _file = file;
        _allowDuplicates = allowDuplicates;
        var (start, length, count) = FindDirectory();
        ReadDirectory(start, length, count);
        CheckPlaces(start);
    }

    /// <summary>Whether a file begins as zip archives do.</summary>
    public static bool IsZip(InputFile file) =>
        file.Length >= EndLength && BinaryPrimitives.ReadUInt32LittleEndian(file.Read(0, 4)) is LocalSignature or EndSignature;

    /// <summary>The files, in the order of the directory.</summary>
    public IReadOnlyCollection<ZipEntry> Entries => _entries.Values;

    /// <summary>A file by its name; null if there is none.</summary>
    public ZipEntry? Find(string name) => _entries.GetValueOrDefault(name);

    /// <summary>All bytes of a file.</summary>
    /// <exception cref="InvalidDataException">It is longer than <paramref name="limit"/>, or its checksum is another.</exception>
    public byte[] ReadAll(ZipEntry entry, int limit)
    {
        if (entry.Length > limit)
            throw _file.Invalid($"'{entry.Name}' in the archive has {entry.Length} bytes, and at most {limit} are expected.");
        var bytes = new byte[entry.Length];
        using var stream = Open(entry);
        stream.ReadExactly(bytes);
        stream.Finish();
        return bytes;
    }

    /// <summary>Fills a contiguous tensor with all bytes of a file, which must have as many.</summary>
    public void Read(ZipEntry entry, Tensor tensor)
    {
        using var stream = Open(entry);
        TensorBytes.Read(tensor, stream);
        stream.Finish();
    }

    /// <summary>The bytes of a file one after the other; <see cref="ZipEntryStream.Finish"/> checks them.</summary>
    public ZipEntryStream Open(ZipEntry entry)
    {
        Stream packed = new SectionStream(_file, entry.Offset, entry.Packed);
        return new(_file, entry, entry.IsDeflated ? new DeflateStream(packed, CompressionMode.Decompress) : packed);
    }

    (long Start, long Length, long Count) FindDirectory()
    {
        // The end stands last, before a comment of up to 65535 bytes.
        var tail = (int)Math.Min(_file.Length, EndLength + ushort.MaxValue);
        ReadOnlySpan<byte> bytes = _file.Read(_file.Length - tail, tail);
        for (var i = tail - EndLength; i >= 0; i--)
        {
            var end = bytes[i..];
            if (UInt32(end, 0) != EndSignature || UInt16(end, 20) != end.Length - EndLength) continue;
            var position = _file.Length - tail + i;
            return FindDirectory64(position) ?? Directory(UInt32(end, 16), UInt32(end, 12), UInt16(end, 10), UInt16(end, 4), position);
        }
        throw _file.Invalid("not a whole zip archive: its directory is missing.");
    }

    (long, long, long)? FindDirectory64(long end)
    {
        if (end < LocatorLength) return null;
        ReadOnlySpan<byte> locator = _file.Read(end - LocatorLength, LocatorLength);
        if (UInt32(locator, 0) != Locator64Signature) return null;
        var position = Int64(locator, 8);
        if (position < 0 || position > end - LocatorLength - End64Length)
            throw _file.Invalid("the archive's directory is said to lie outside of it.");
        ReadOnlySpan<byte> record = _file.Read(position, End64Length);
        if (UInt32(record, 0) != End64Signature) throw _file.Invalid("the archive's directory is not where it is said to be.");
        return Directory(Int64(record, 48), Int64(record, 40), Int64(record, 32), UInt32(record, 16), position);
    }

    (long, long, long) Directory(long start, long length, long count, uint disk, long end)
    {
        if (disk != 0) throw _file.Invalid("the archive is one of several volumes, which are not read.");
        if (start < 0 || length < 0 || count < 0 || start > end || length > end - start
            || count > length / DirectoryLength || count > MaxEntries)
            throw _file.Invalid($"the archive's directory of {count} files cannot lie at {start} with {length} bytes.");
        return (start, length, count);
    }

    void ReadDirectory(long start, long length, long count)
    {
        if (length > int.MaxValue) throw _file.Invalid($"a directory of {length} bytes is too large.");
        ReadOnlySpan<byte> rest = _file.Read(start, (int)length);
        for (long i = 0; i < count; i++)
        {
            if (rest.Length < DirectoryLength || UInt32(rest, 0) != DirectorySignature)
                throw _file.Invalid("the archive's directory is broken.");
            int name = UInt16(rest, 28), extra = UInt16(rest, 30), comment = UInt16(rest, 32);
            if (rest.Length < DirectoryLength + name + extra + comment) throw _file.Invalid("the archive's directory is broken.");
            var entry = ReadEntry(rest[..DirectoryLength], rest.Slice(DirectoryLength, name), rest.Slice(DirectoryLength + name, extra));
            if (!_allowDuplicates && _entries.ContainsKey(entry.Name))
                throw _file.Invalid($"the archive has two files named '{entry.Name}'.");
            _entries[entry.Name] = entry;
            _all.Add(entry);
            rest = rest[(DirectoryLength + name + extra + comment)..];
        }
        if (rest.Length > 0) throw _file.Invalid("the archive's directory is longer than its files need.");
    }

    ZipEntry ReadEntry(ReadOnlySpan<byte> record, ReadOnlySpan<byte> nameBytes, ReadOnlySpan<byte> extra)
    {
        var name = DecodeName(nameBytes);
        var flags = UInt16(record, 8);
        if ((flags & 0x2041) != 0) throw _file.Invalid($"'{name}' in the archive is encrypted.");
        var method = UInt16(record, 10);
        if (method is not (0 or 8))
            throw _file.Invalid($"'{name}' in the archive is compressed by method {method}; stored and deflated files are read.");
        long packed = UInt32(record, 20), size = UInt32(record, 24), local = UInt32(record, 42);
        ReadLargeSizes(extra, ref size, ref packed, ref local);
        if (local < 0 || local > _file.Length - LocalLength || packed < 0 || size < 0)
            throw _file.Invalid($"'{name}' in the archive is said to lie outside of it.");

        ReadOnlySpan<byte> header = _file.Read(local, LocalLength);
        var start = local + LocalLength + UInt16(header, 26) + UInt16(header, 28);
        if (UInt32(header, 0) != LocalSignature || UInt16(header, 26) != nameBytes.Length
            || !_file.Read(local + LocalLength, nameBytes.Length).AsSpan().SequenceEqual(nameBytes) || UInt16(header, 8) != method)
            throw _file.Invalid($"the archive's directory says '{name}' where there is something else.");
        if (start > _file.Length || packed > _file.Length - start)
            throw _file.Invalid($"'{name}' in the archive is said to lie outside of it.");
        if (method == 0 ? size != packed : size / MaxRatio > packed)
            throw _file.Invalid($"'{name}' in the archive cannot become {size} bytes from {packed}.");
        CheckLocal(name, header, (flags & 8) != 0, UInt32(record, 16), size, packed);
        return new(name, local, start, packed, size, method == 8, UInt32(record, 16));
    }

    // Where the sizes stand before the file too, they must be the same; 0xFFFFFFFF refers to an extra field.
    void CheckLocal(string name, ReadOnlySpan<byte> header, bool isStreamed, uint crc, long size, long packed)
    {
        if (isStreamed) return;
        uint localPacked = UInt32(header, 18), localSize = UInt32(header, 22);
        if (UInt32(header, 14) != crc || localPacked != uint.MaxValue && localPacked != packed
            || localSize != uint.MaxValue && localSize != size)
            throw _file.Invalid($"the archive's directory and what stands before '{name}' say different sizes or checksums.");
    }

    static void ReadLargeSizes(ReadOnlySpan<byte> extra, ref long size, ref long packed, ref long local)
    {
        while (extra.Length >= 4)
        {
            int id = UInt16(extra, 0), length = UInt16(extra, 2);
            if (length > extra.Length - 4) return;
            var field = extra.Slice(4, length);
            if (id == 1)
            {
                Take(ref field, ref size);
                Take(ref field, ref packed);
                Take(ref field, ref local);
            }
            extra = extra[(4 + length)..];
        }

        static void Take(ref ReadOnlySpan<byte> field, ref long value)
        {
            if (value != uint.MaxValue || field.Length < 8) return;
            value = Int64(field, 0);
            field = field[8..];
        }
    }

    string DecodeName(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw _file.Invalid("a name in the archive is not UTF-8.");
        }
    }

    void CheckPlaces(long directory)
    {
        long position = 0;
        foreach (var entry in _all.OrderBy(entry => entry.Header))
        {
            if (entry.Header < position || entry.Offset + entry.Packed > directory)
                throw _file.Invalid($"'{entry.Name}' in the archive overlaps with something else.");
            position = entry.Offset + entry.Packed;
        }
    }

    static ushort UInt16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    static uint UInt32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    static long Int64(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);
}
