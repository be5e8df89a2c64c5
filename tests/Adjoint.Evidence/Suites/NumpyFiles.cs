using System.IO.Compression;
using System.Text.Json;
using Adjoint.Serialization;

namespace Adjoint.Evidence.Suites;

/// <summary>Files of NumPy in all versions, orders and types, headers it writes, and files it must refuse.</summary>
internal static class NumpyFiles
{
    public static IEnumerable<Case> Cases(string folder)
    {
        var path = Path.Combine(folder, "npy_oracle.zip");
        if (!File.Exists(path)) yield break;
        using var archive = ZipFile.OpenRead(path);
        var contents = archive.Entries.ToDictionary(entry => entry.FullName, Bytes);
        foreach (var file in JsonElement.Parse(contents["manifest.json"]).GetProperty("cases").EnumerateArray())
        {
            var bytes = contents[file.GetProperty("file").GetString()!];
            yield return new("numpy", file.GetProperty("name").GetString()!, () => Check(file, bytes));
        }
    }

    static void Check(JsonElement file, byte[] bytes)
    {
        if (Text(file, "load_error") is { } error)
        {
            var limit = file.GetProperty("max_header_size") is { ValueKind: JsonValueKind.Number } number
                ? number.GetInt32()
                : NumPyFile.DefaultMaxHeaderLength;
            Files.Refused(() => NumPyFile.Load(new MemoryStream(bytes), limit), error);
            return;
        }
        switch (Text(file, "kind"))
        {
            case "header": CheckHeader(file, bytes); break;
            case "npz": CheckArchive(file, bytes); break;
            case "sequence": CheckSequence(file, bytes); break;
            default: CheckArray(file, bytes); break;
        }
    }

    static void CheckArray(JsonElement file, byte[] bytes)
    {
        Type(file);
        var tensor = Files.Accepted(() => NumPyFile.Load(new MemoryStream(bytes)));
        Compare(file, tensor);
        if (!file.GetProperty("write_exact").GetBoolean() || file.GetProperty("fortran_order").GetBoolean() || file.GetProperty("version")[0].GetInt32() > 1)
            return;
        using var written = new MemoryStream();
        NumPyFile.Save(written, tensor);
        if (!written.ToArray().AsSpan().SequenceEqual(bytes)) throw new MismatchException("NumPy writes other bytes");
    }

    static void CheckHeader(JsonElement file, byte[] bytes)
    {
        var header = new NpyHeader(Text(file, "descr")!, file.GetProperty("fortran_order").GetBoolean(), Value.Sizes(file.GetProperty("shape")));
        if (!header.ToBytes().AsSpan().SequenceEqual(bytes))
            throw new MismatchException($"NumPy writes another header than {System.Text.Encoding.Latin1.GetString(header.ToBytes())[..100]}");
    }

    static void CheckArchive(JsonElement file, byte[] bytes)
    {
        foreach (var entry in file.GetProperty("entries").EnumerateObject()) Type(entry.Value);
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, bytes);
            var tensors = Files.Accepted(() => NumPyFile.LoadArchive(path));
            foreach (var entry in file.GetProperty("entries").EnumerateObject())
            {
                // NumPy finds an array under its name in the archive too.
                if (tensors.TryGetValue(entry.Name, out var tensor)
                    || entry.Name.EndsWith(".npy", StringComparison.Ordinal) && tensors.TryGetValue(entry.Name[..^4], out tensor))
                    Compare(entry.Value, tensor);
                else
                    throw new MismatchException($"{entry.Name} is missing among {string.Join(", ", tensors.Keys)}");
            }
            if (!file.TryGetProperty("raw_entries", out var raw) || raw.ValueKind != JsonValueKind.Object) return;
            foreach (var entry in raw.EnumerateObject()) CompareBytes(tensors[entry.Name], entry.Value.GetString()!);
        }
        finally
        {
            File.Delete(path);
        }
    }

    static void CheckSequence(JsonElement file, byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        foreach (var expected in file.GetProperty("sequence").EnumerateArray()) Compare(expected, Files.Accepted(() => NumPyFile.Load(stream)));
        Files.Refused(() => NumPyFile.Load(stream), "the end");
    }

    static void Compare(JsonElement expected, Tensor tensor)
    {
        if (Type(expected) != tensor.DType || !tensor.Shape.AsSpan().SequenceEqual(Value.Sizes(expected.GetProperty("shape"))))
            throw new MismatchException($"{tensor.DType}{tensor.Shape}");
        CompareBytes(tensor, Text(expected, "ns_bytes")!);
    }

    static void CompareBytes(Tensor tensor, string hex)
    {
        using var bytes = new MemoryStream();
        tensor.ToStream(bytes);
        if (!Convert.ToHexString(bytes.ToArray()).Equals(hex, StringComparison.OrdinalIgnoreCase)) throw new MismatchException($"other elements: {tensor}");
    }

    static DType Type(JsonElement file) => Text(file, "ns_dtype") switch
    {
        "Boolean" => DType.Bool,
        "Byte" => DType.UInt8,
        "SByte" => DType.Int8,
        "Int16" => DType.Int16,
        "Int32" => DType.Int32,
        "Int64" => DType.Int64,
        "Half" => DType.Float16,
        "Single" => DType.Float32,
        "Double" => DType.Float64,
        var other => throw new MissingException($"the type {other}"),
    };

    static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
