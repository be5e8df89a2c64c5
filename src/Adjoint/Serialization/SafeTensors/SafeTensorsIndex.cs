using System.Text.Json;

namespace Adjoint.Serialization;

/// <summary>
/// A set of tensors spread over several safetensors files in one folder, with an index, <c>model.safetensors.index.json</c>, that
/// says which is where: how large models are distributed.
/// </summary>
public static class SafeTensorsIndex
{
    const long MaxLength = 100_000_000;

    /// <summary>Reads all tensors the index names, in its order.</summary>
    /// <param name="path">The index; the other files lie beside it.</param>
    /// <exception cref="InvalidDataException">The index or a file is malformed, names a file outside of its folder,
    /// or a tensor is not where it says.</exception>
    /// <exception cref="IOException">A file is missing.</exception>
    public static OrderedDictionary<string, Tensor> Load(string path)
    {
        var places = ReadPlaces(path);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var tensors = new OrderedDictionary<string, Tensor>();
        foreach (var name in places.Keys) tensors.Add(name, null!);
        foreach (var shard in places.GroupBy(place => place.Value, place => place.Key))
        {
            using var file = SafeTensorsFile.Open(Path.Combine(folder, shard.Key));
            var there = file.Entries.Select(entry => entry.Name).ToHashSet();
            foreach (var name in shard)
            {
                if (!there.Contains(name))
                    throw new InvalidDataException($"{path}: tensor '{name}' should lie in {shard.Key}, and does not.");
                tensors[name] = file.Load(name);
            }
        }
        return tensors;
    }

    /// <summary>What the files hold, without reading the tensors.</summary>
    /// <inheritdoc cref="Load"/>
    public static IReadOnlyList<TensorEntry> Entries(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var entries = new List<TensorEntry>();
        foreach (var shard in ReadPlaces(path).Values.Distinct())
        {
            using var file = SafeTensorsFile.Open(Path.Combine(folder, shard));
            entries.AddRange(file.Entries);
        }
        return entries;
    }

    /// <summary>
    /// Writes tensors to several files of at most <paramref name="maxShardBytes"/> each (a larger tensor has a file to itself),
    /// then the index.
    /// </summary>
    /// <param name="path">The index; its name ends in <c>.safetensors.index.json</c>.</param>
    /// <param name="tensors">The tensors by name.</param>
    /// <param name="maxShardBytes">How large a file becomes; 5 GB if left out.</param>
    /// <exception cref="ArgumentException">The name has another ending, or the size is not positive.</exception>
    public static void Save(string path, IEnumerable<KeyValuePair<string, Tensor>> tensors, long maxShardBytes = 5_000_000_000)
    {
        const string ending = ".safetensors.index.json";
        ArgumentNullException.ThrowIfNull(tensors);
        Require.Positive($"{nameof(SafeTensorsIndex)}.{nameof(Save)}", maxShardBytes);
        if (!path.EndsWith(ending, StringComparison.Ordinal))
            throw new ArgumentException($"SafeTensorsIndex.Save: the name must end in {ending}, and is '{path}'.", nameof(path));
        var stem = path[..^ending.Length];
        var shards = Split(tensors, maxShardBytes);
        var places = new OrderedDictionary<string, string>();
        for (var i = 0; i < shards.Count; i++)
        {
            var shard = $"{stem}-{i + 1:D5}-of-{shards.Count:D5}.safetensors";
            SafeTensorsFile.Save(shard, shards[i]);
            foreach (var (name, _) in shards[i]) places.Add(name, Path.GetFileName(shard));
        }
        AtomicFile.Write(
            path, stream => WriteIndex(stream, places, shards.Sum(shard => shard.Sum(tensor => TensorBytes.Count(tensor.Value)))));
    }

    static List<List<KeyValuePair<string, Tensor>>> Split(IEnumerable<KeyValuePair<string, Tensor>> tensors, long maxShardBytes)
    {
        var shards = new List<List<KeyValuePair<string, Tensor>>> { new() };
        long size = 0;
        foreach (var tensor in tensors)
        {
            var bytes = TensorBytes.Count(tensor.Value);
            if (shards[^1].Count > 0 && size + bytes > maxShardBytes)
            {
                shards.Add([]);
                size = 0;
            }
            shards[^1].Add(tensor);
            size += bytes;
        }
        return shards;
    }

    static void WriteIndex(Stream stream, OrderedDictionary<string, string> places, long bytes)
    {
        using var json = new Utf8JsonWriter(stream, new() { Indented = true });
        json.WriteStartObject();
        json.WriteStartObject("metadata");
        json.WriteNumber("total_size", bytes);
        json.WriteEndObject();
        json.WriteStartObject("weight_map");
        foreach (var (name, shard) in places) json.WriteString(name, shard);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static OrderedDictionary<string, string> ReadPlaces(string path)
    {
        using var file = new InputFile(path);
        if (file.Length > MaxLength) throw file.Invalid($"an index of {file.Length} bytes; at most {MaxLength} are read.");
        var places = new OrderedDictionary<string, string>();
        try
        {
            using var json = JsonDocument.Parse(file.Read(0, (int)file.Length), new() { MaxDepth = 8 });
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("weight_map", out var map)
                || map.ValueKind != JsonValueKind.Object)
                throw file.Invalid("not an index of safetensors files: it has no weight_map.");
            foreach (var place in map.EnumerateObject())
            {
                if (place.Value.ValueKind != JsonValueKind.String)
                    throw file.Invalid($"where tensor '{place.Name}' lies is not the name of a file.");
                var shard = place.Value.GetString()!;
                if (shard.Length == 0 || shard != Path.GetFileName(shard))
                    throw file.Invalid($"tensor '{place.Name}' is said to lie in '{shard}', which is not a file beside the index.");
                if (!places.TryAdd(place.Name, shard)) throw file.Invalid($"the tensor name '{place.Name}' occurs twice.");
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path}: not an index of safetensors files: {e.Message}", e);
        }
        return places;
    }
}
