using System.IO.Compression;

namespace Adjoint.Serialization;

/// <summary>
/// Files of NumPy: <c>.npy</c> with one array, versions 1.0 to 3.0 of either byte order, and <c>.npz</c>, archives of several,
/// compressed or not. Arrays of Python objects are refused: reading them would mean to execute what the file says.
/// </summary>
public static class NumPyFile
{
    /// <summary>The length of a header that is read unless more is allowed: NumPy's own limit.</summary>
    public const int DefaultMaxHeaderLength = 10_000;

    const string Ending = ".npy";

    /// <summary>Reads the array of a <c>.npy</c> file. One in Fortran's order is a transposed view.</summary>
    /// <param name="path">The file's name.</param>
    /// <param name="maxHeaderLength">The longest header to read, in bytes.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is malformed.</exception>
    /// <exception cref="NotSupportedException">The elements are of a type Adjoint does not have: objects, text,
    /// unsigned integers of more than 8 bits, complex numbers.</exception>
    public static Tensor Load(string path, int maxHeaderLength = DefaultMaxHeaderLength)
    {
        using var file = new InputFile(path);
        using var stream = new SectionStream(file, 0, file.Length);
        return Read(stream, path, file.Length, maxHeaderLength);
    }

    /// <summary>Reads the next array of a stream, which may hold several, and leaves it behind the array's last byte.</summary>
    /// <inheritdoc cref="Load(string, int)"/>
    public static Tensor Load(Stream stream, int maxHeaderLength = DefaultMaxHeaderLength)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(stream, "the stream", stream.CanSeek ? stream.Length - stream.Position : null, maxHeaderLength);
    }

    /// <summary>Writes a tensor to a <c>.npy</c> file, as NumPy does. The file appears whole or not at all.</summary>
    /// <exception cref="NotSupportedException">The tensor is of <see cref="DType.BFloat16"/>, which NumPy does not have.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var header = Header(tensor);
        AtomicFile.Write(path, stream => Write(stream, header, tensor));
    }

    /// <summary>Writes a tensor to a stream, in the format of a <c>.npy</c> file.</summary>
    /// <inheritdoc cref="Save(string, Tensor)" path="/exception"/>
    public static void Save(Stream stream, Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensor);
        Write(stream, Header(tensor), tensor);
    }

    /// <summary>
    /// Reads the arrays of a <c>.npz</c> archive by name, without the ending <c>.npy</c>. Of several with one name the last counts,
    /// as in NumPy; other files in the archive are tensors of their bytes.
    /// </summary>
    /// <inheritdoc cref="Load(string, int)"/>
    public static OrderedDictionary<string, Tensor> LoadArchive(string path, int maxHeaderLength = DefaultMaxHeaderLength)
    {
        using var file = new InputFile(path);
        return ReadArchive(file, maxHeaderLength);
    }

    /// <summary>Reads an archive that is open.</summary>
    internal static OrderedDictionary<string, Tensor> ReadArchive(InputFile file, int maxHeaderLength = DefaultMaxHeaderLength)
    {
        var zip = new ZipReader(file, allowDuplicates: true);
        var tensors = new OrderedDictionary<string, Tensor>();
        foreach (var (name, entry) in Arrays(zip)) tensors[name] = ReadEntry(zip, entry, $"{file.Path}: {entry.Name}", maxHeaderLength);
        return tensors;
    }

    /// <summary>What a <c>.npy</c> or <c>.npz</c> file holds, without its elements.</summary>
    /// <inheritdoc cref="Load(string, int)" path="/exception"/>
    public static IReadOnlyList<TensorEntry> Entries(string path)
    {
        using var file = new InputFile(path);
        if (!ZipReader.IsZip(file))
        {
            using var stream = new SectionStream(file, 0, file.Length);
            return [Describe(Path.GetFileNameWithoutExtension(path), stream, path)];
        }
        var zip = new ZipReader(file, allowDuplicates: true);
        return [.. Arrays(zip).Select(array =>
        {
            if (!IsArray(zip, array.Entry))
                return new TensorEntry(array.Name, "bytes", DType.UInt8, [array.Entry.Length], array.Entry.Length);
            using var stream = zip.Open(array.Entry);
            return Describe(array.Name, stream, $"{path}: {array.Entry.Name}");
        })];
    }

    /// <summary>Writes tensors by name to a <c>.npz</c> archive. The file appears whole or not at all.</summary>
    /// <param name="path">The file's name.</param>
    /// <param name="tensors">The tensors.</param>
    /// <param name="compress">Whether they are compressed, as by <c>numpy.savez_compressed</c>: smaller for numbers that repeat,
    /// and much slower.</param>
    /// <exception cref="ArgumentException">A name occurs twice.</exception>
    /// <inheritdoc cref="Save(string, Tensor)" path="/exception"/>
    public static void SaveArchive(string path, IEnumerable<KeyValuePair<string, Tensor>> tensors, bool compress = false)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var list = tensors.Select(tensor => (Name: tensor.Key + Ending, tensor.Value, Header: Header(tensor.Value))).ToList();
        if (compress && list.GroupBy(entry => entry.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"{path}: the name '{twice.Key}' occurs twice.", nameof(tensors));
        AtomicFile.Write(path, stream =>
        {
            if (compress) Compress(stream, list);
            else Store(stream, list);
        });
    }

    static void Store(Stream stream, List<(string Name, Tensor Tensor, byte[] Header)> list)
    {
        var zip = new ZipWriter(stream);
        foreach (var (name, tensor, header) in list) zip.Add(name, header, tensor);
        zip.Finish();
    }

    static void Compress(Stream stream, List<(string Name, Tensor Tensor, byte[] Header)> list)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, tensor, header) in list)
        {
            using var entry = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
            entry.Write(header);
            tensor.ToStream(entry);
        }
    }

    // NumPy's rule for names: without the ending, unless another file bears the shorter name itself.
    static IEnumerable<(string Name, ZipEntry Entry)> Arrays(ZipReader zip)
    {
        foreach (var entry in zip.Entries)
        {
            var name = entry.Name.EndsWith(Ending, StringComparison.Ordinal) ? entry.Name[..^Ending.Length] : entry.Name;
            yield return (name == entry.Name || zip.Find(name) is null ? name : entry.Name, entry);
        }
    }

    static bool IsArray(ZipReader zip, ZipEntry entry)
    {
        using var stream = zip.Open(entry);
        return NpyHeader.IsNext(stream);
    }

    static Tensor ReadEntry(ZipReader zip, ZipEntry entry, string name, int maxHeaderLength)
    {
        if (!IsArray(zip, entry))
        {
            var bytes = Tensor.Allocate(Layout.Contiguous([entry.Length]), DType.UInt8);
            zip.Read(entry, bytes);
            return bytes;
        }
        using var stream = zip.Open(entry);
        var tensor = Read(stream, name, entry.Length, maxHeaderLength);
        stream.Finish();
        return tensor;
    }

    static Tensor Read(Stream stream, string name, long? available, int maxHeaderLength)
    {
        var header = NpyHeader.Read(stream, name, maxHeaderLength);
        var entry = Describe(name, header, name);
        var dtype = entry.DType ?? throw new NotSupportedException(
            $"{name}: the elements are of NumPy's type {entry.Type}, which Adjoint does not have; " +
            "convert them in Python with astype.");
        if (available is { } length && entry.Bytes > length) throw new InvalidDataException(
            $"{name}: shape {entry.Shape} of type {entry.Type} takes {entry.Bytes} bytes, " +
            $"and the file has {length}.");
        var sizes = header.IsFortran ? [.. header.Sizes.Reverse()] : header.Sizes;
        var tensor = Tensor.Allocate(Layout.Contiguous(sizes), dtype);
        try
        {
            TensorBytes.Read(tensor, stream);
        }
        catch (EndOfStreamException)
        {
            throw new InvalidDataException($"{name}: the file ends before the last of the {entry.Bytes} bytes of its array.");
        }
        if (NpyType.Find(header.Type) is (_, true, _)) TensorBytes.Reverse(tensor);
        return header.IsFortran ? tensor.Permute([.. Enumerable.Range(0, sizes.Length).Reverse()]) : tensor;
    }

    static TensorEntry Describe(string name, Stream stream, string file) =>
        Describe(name, NpyHeader.Read(stream, file, DefaultMaxHeaderLength), file);

    static TensorEntry Describe(string name, NpyHeader header, string file)
    {
        if (NpyType.Find(header.Type) is not var (dtype, _, size))
            throw Refusal(header.Type, file);
        if (SizeCheck.Count(header.Sizes) is not { } count || count > long.MaxValue / size)
            throw new InvalidDataException($"{file}: an impossible shape: ({string.Join(", ", header.Sizes.Take(SizeCheck.MaxRank))}).");
        return new(name, header.Type, dtype, new Shape(header.Sizes), count * size);
    }

    static Exception Refusal(string type, string file) => type.TrimStart('<', '>', '|', '=') switch
    {
        ['O', ..] => new NotSupportedException(
            $"{file}: an array of Python objects, which could only be read by executing what the file says; save plain arrays."),
        ['U' or 'S' or 'a' or 'M' or 'm' or 'V', ..] => new NotSupportedException(
            $"{file}: the elements are of NumPy's type {type} (text, times or raw bytes), which Adjoint does not have."),
        _ => new InvalidDataException($"{file}: '{type}' is not an element type of NumPy."),
    };

    static byte[] Header(Tensor tensor) => new NpyHeader(NpyType.Name(tensor.DType), false, tensor.Shape.ToArray()).ToBytes();

    static void Write(Stream stream, byte[] header, Tensor tensor)
    {
        stream.Write(header);
        TensorBytes.Write(tensor, stream);
    }
}
