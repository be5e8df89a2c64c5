using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace Adjoint.Serialization;

/// <summary>
/// A file of the safetensors format (https://github.com/huggingface/safetensors): tensors by name and nothing that could be
/// executed. Opening one reads its header alone, so that a file of any size opens at once; each tensor is read when it is asked for.
/// </summary>
/// <example><code>
/// using var file = SafeTensorsFile.Open("model.safetensors");
/// Tensor weight = file.Load("encoder.weight");
/// </code></example>
public sealed class SafeTensorsFile : IDisposable
{
    const int Alignment = 8;

    readonly InputFile _file;
    readonly SafeTensorsHeader _header;

    SafeTensorsFile(InputFile file)
    {
        _file = file;
        _header = SafeTensorsHeader.Read(file);
    }

    /// <summary>Opens a file and checks its header by all rules of the format.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="InvalidDataException">It is not a safetensors file, or breaks a rule; the message says which.</exception>
    public static SafeTensorsFile Open(string path) => Read(new InputFile(path));

    /// <summary>The same, of a file that is open; it is closed with this one.</summary>
    internal static SafeTensorsFile Read(InputFile file)
    {
        try
        {
            return new(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The tensors in the order of the header.</summary>
    public IEnumerable<TensorEntry> Entries => _header.Tensors.Values.Select(tensor => tensor.Entry);

    /// <summary>Notes of whoever wrote the file, such as <c>format</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <summary>Reads one tensor.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    /// <exception cref="NotSupportedException">Its elements are of a type Adjoint does not have.</exception>
    /// <exception cref="InvalidDataException">The file has become shorter since it was opened.</exception>
    public Tensor Load(string name)
    {
        if (!_header.Tensors.TryGetValue(name, out var found))
            throw new KeyNotFoundException($"{_file.Path}: there is no tensor '{name}'.");
        var tensor = Tensor.Allocate(Layout.Contiguous(found.Entry.Shape.Sizes), found.Entry.Require(_file.Path));
        _file.Read(found.Offset, tensor);
        TensorBytes.Normalize(tensor);
        return tensor;
    }

    /// <summary>Reads all tensors of a file.</summary>
    /// <inheritdoc cref="Open"/>
    /// <inheritdoc cref="Load(string)"/>
    public static OrderedDictionary<string, Tensor> LoadAll(string path)
    {
        using var file = Open(path);
        var tensors = new OrderedDictionary<string, Tensor>();
        foreach (var entry in file.Entries) tensors.Add(entry.Name, file.Load(entry.Name));
        return tensors;
    }

    /// <summary>
    /// Writes tensors to a file, in their order but those of larger elements first, so that each lies aligned. The file appears
    /// whole or not at all.
    /// </summary>
    /// <param name="path">The file's name.</param>
    /// <param name="tensors">The tensors by name; names are unique.</param>
    /// <param name="metadata">Notes to write with them.</param>
    /// <exception cref="ArgumentException">A name occurs twice or is that of the metadata.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(
        string path, IEnumerable<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var ordered = tensors.OrderByDescending(tensor => tensor.Value.DType.ItemSize).ToList();
        var header = Header(ordered, metadata);
        AtomicFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
            stream.Write(length);
            stream.Write(header);
            foreach (var (_, tensor) in ordered) TensorBytes.Write(tensor, stream);
        });
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    // Blanks at the end bring the tensors to an aligned place.
    static byte[] Header(List<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var names = new HashSet<string>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 }) WriteMetadata(json, metadata);
            long offset = 0;
            foreach (var (name, tensor) in tensors)
            {
                if (name == "__metadata__" || !names.Add(name))
                    throw new ArgumentException(
                        $"SafeTensorsFile.Save: the name '{name}' occurs twice, or is that of the metadata.", nameof(tensors));
                WriteTensor(json, name, tensor, offset);
                offset += TensorBytes.Count(tensor);
            }
            json.WriteEndObject();
        }
        var padding = (Alignment - buffer.WrittenCount % Alignment) % Alignment;
        buffer.GetSpan(padding)[..padding].Fill((byte)' ');
        buffer.Advance(padding);
        return buffer.WrittenSpan.ToArray();
    }

    static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject("__metadata__");
        foreach (var (name, value) in metadata) json.WriteString(name, value);
        json.WriteEndObject();
    }

    static void WriteTensor(Utf8JsonWriter json, string name, Tensor tensor, long offset)
    {
        json.WriteStartObject(name);
        json.WriteString("dtype", SafeTensorsType.Name(tensor.DType));
        json.WriteStartArray("shape");
        foreach (var size in tensor.Shape.AsSpan()) json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(offset + TensorBytes.Count(tensor));
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
