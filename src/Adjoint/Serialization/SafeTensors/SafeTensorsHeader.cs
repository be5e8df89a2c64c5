using System.Buffers.Binary;
using System.Text.Json;

namespace Adjoint.Serialization;

/// <summary>
/// The header of a safetensors file: eight bytes with its length, then JSON. Every rule of the format is checked before
/// anything is believed: names are unique, the parts lie one after the other from the header's end to that of the file, and each
/// is as long as its type and shape say.
/// </summary>
internal sealed class SafeTensorsHeader
{
    const int MaxLength = 100_000_000;
    const string MetadataName = "__metadata__";

    readonly InputFile _file;

    SafeTensorsHeader(InputFile file) => _file = file;

    /// <summary>Notes of whoever wrote the file.</summary>
    public OrderedDictionary<string, string> Metadata { get; } = [];

    /// <summary>The tensors by name in the header's order, and where each begins in the file.</summary>
    public OrderedDictionary<string, (TensorEntry Entry, long Offset)> Tensors { get; } = [];

    public static SafeTensorsHeader Read(InputFile file)
    {
        if (file.Length < 8) throw file.Invalid("not a safetensors file: it is shorter than the eight bytes of the header's length.");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(file.Read(0, 8));
        if (length > MaxLength) throw file.Invalid($"not a safetensors file: a header of {length} bytes; the format allows {MaxLength}.");
        if ((long)length > file.Length - 8)
            throw file.Invalid($"the header is said to have {length} bytes, and the file has {file.Length - 8} after its length.");
        var header = new SafeTensorsHeader(file);
        try
        {
            header.Parse(file.Read(8, (int)length));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{file.Path}: the header is not the JSON of a safetensors file: {e.Message}", e);
        }
        header.CheckPlaces((long)length + 8);
        return header;
    }

    void Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new() { MaxDepth = 8 });
        Expect(ref reader, JsonTokenType.StartObject);
        var hasMetadata = false;
        while (NextName(ref reader) is { } name)
        {
            if (name != MetadataName) AddTensor(ref reader, name);
            else if (hasMetadata) throw _file.Invalid($"the name {MetadataName} occurs twice in the header.");
            else hasMetadata = ReadMetadata(ref reader);
        }
        if (reader.Read()) throw _file.Invalid("something follows the header's JSON.");
    }

    bool ReadMetadata(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject);
        while (NextName(ref reader) is { } name)
        {
            Expect(ref reader, JsonTokenType.String);
            if (!Metadata.TryAdd(name, reader.GetString()!)) throw _file.Invalid($"the name '{name}' occurs twice in the metadata.");
        }
        return true;
    }

    void AddTensor(ref Utf8JsonReader reader, string name)
    {
        string? type = null;
        long[]? sizes = null, offsets = null;
        Expect(ref reader, JsonTokenType.StartObject);
        while (NextName(ref reader) is { } field)
        {
            switch (field)
            {
                case "dtype" when type is null:
                    Expect(ref reader, JsonTokenType.String);
                    type = reader.GetString()!;
                    break;
                case "shape" when sizes is null: sizes = ReadNumbers(ref reader); break;
                case "data_offsets" when offsets is null: offsets = ReadNumbers(ref reader); break;
                default: throw _file.Invalid($"tensor '{name}' has a field '{field}' that is unknown or occurs twice.");
            }
        }
        if (type is null || sizes is null || offsets is not [var begin, var end])
            throw _file.Invalid($"tensor '{name}' needs dtype, shape and two data_offsets.");
        if (SafeTensorsType.Find(type) is not var (bits, dtype)) throw _file.Invalid($"tensor '{name}' is of the unknown type '{type}'.");
        if (SizeCheck.Count(sizes) is not { } count || count > long.MaxValue / bits)
            throw _file.Invalid($"tensor '{name}' has an impossible shape: [{string.Join(", ", sizes)}].");
        if (begin < 0 || end < begin || count * bits != (Int128)(end - begin) * 8)
            throw _file.Invalid(
                $"tensor '{name}' of type {type} and shape [{string.Join(", ", sizes)}] cannot lie at bytes {begin} to {end}.");
        if (!Tensors.TryAdd(name, (new(name, type, dtype, new Shape(sizes), end - begin), begin)))
            throw _file.Invalid($"the tensor name '{name}' occurs twice.");
    }

    static long[] ReadNumbers(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartArray);
        var numbers = new List<long>();
        while (reader.Read() && reader.TokenType == JsonTokenType.Number) numbers.Add(reader.GetInt64());
        return reader.TokenType == JsonTokenType.EndArray
            ? [.. numbers]
            : throw new FormatException($"A list of whole numbers has a {reader.TokenType}.");
    }

    // From offsets after the header to such in the file, without holes or overlaps.
    void CheckPlaces(long start)
    {
        var position = start;
        foreach (var (name, (entry, begin)) in Tensors.OrderBy(tensor => tensor.Value.Offset)
            .ThenBy(tensor => tensor.Value.Entry.Bytes).ToList())
        {
            if (begin != position - start)
                throw _file.Invalid(
                    $"tensor '{name}' begins at byte {begin}, where {position - start} is due: there are holes or overlaps.");
            Tensors[name] = (entry, position);
            position = checked(position + entry.Bytes);
        }
        if (position != _file.Length) throw _file.Invalid($"the tensors end at byte {position}, and the file has {_file.Length}.");
    }

    static string? NextName(ref Utf8JsonReader reader)
    {
        if (!reader.Read()) throw new JsonException("It ends early.");
        return reader.TokenType == JsonTokenType.PropertyName ? reader.GetString() : null;
    }

    static void Expect(ref Utf8JsonReader reader, JsonTokenType token)
    {
        if (!reader.Read() || reader.TokenType != token)
            throw new FormatException($"There is a {reader.TokenType} in the place of a {token}.");
    }
}
