using System.Security.Cryptography;
using System.Text.Json;
using Adjoint.Serialization;

namespace Adjoint.Evidence.Suites;

/// <summary>Files of PyTorch with what PyTorch reads in each: structure, types, shapes, strides and every byte.</summary>
internal static class TorchFiles
{
    public static IEnumerable<Case> Cases(string folder)
    {
        if (!Directory.Exists(folder)) yield break;
        // Of two that had one name in different folders there is one file here.
        foreach (var files in Files.Manifest(folder).EnumerateObject().GroupBy(file => Path.GetFileName(file.Name)))
        {
            var path = Path.Combine(folder, files.Key);
            if (!File.Exists(path)) continue;
            yield return new("pytorch", $"{Path.GetFileName(folder)}/{files.Key}", () => CheckAny(path, [.. files.Select(file => file.Value)]));
        }
    }

    static void CheckAny(string path, JsonElement[] candidates)
    {
        foreach (var candidate in candidates[..^1])
        {
            try
            {
                Check(path, candidate);
                return;
            }
            catch (MismatchException) { }
        }
        Check(path, candidates[^1]);
    }

    static void Check(string path, JsonElement expected)
    {
        if (!expected.TryGetProperty("content", out var content) || content.ValueKind == JsonValueKind.Null)
        {
            Files.Refused(() => PyTorchFile.Load(path), expected.ToString());
            return;
        }
        Compare("", Files.Accepted(() => PyTorchFile.Load(path)), content);
    }

    static void Compare(string where, object? value, JsonElement expected)
    {
        if (expected.ValueKind != JsonValueKind.Object)
        {
            CompareScalar(where, value, expected);
            return;
        }
        var property = expected.EnumerateObject().First();
        switch (property.Name)
        {
            case "tensor": CompareTensor(where, value as Tensor ?? throw new MismatchException($"{where}: no tensor, but {value}"), expected); break;
            case "dict": CompareDictionary(where, value, property.Value); break;
            case "parameter": Compare(where, value, property.Value); break;
            case "list" or "tuple": CompareList(where, value, property.Value); break;
            case "py": CompareScalar(where, value, property.Value); break;
            default: throw new MissingException($"a value of the kind {property.Name}");
        }
    }

    static void CompareDictionary(string where, object? value, JsonElement expected)
    {
        if (value is not OrderedDictionary<object, object?> dictionary) throw new MismatchException($"{where}: no dictionary, but {value}");
        var names = dictionary.Keys.Select(key => key.ToString()).ToList();
        var wanted = expected.EnumerateObject().ToList();
        if (!names.Order().SequenceEqual(wanted.Select(entry => entry.Name).Order()))
            throw new MismatchException(
                $"{where}: the names {string.Join(", ", names)} in the place of {string.Join(", ", wanted.Select(entry => entry.Name))}");
        foreach (var (name, entry) in dictionary) Compare($"{where}.{name}", entry, expected.GetProperty(name.ToString()!));
    }

    static void CompareList(string where, object? value, JsonElement expected)
    {
        if (value is not IReadOnlyList<object?> list || list.Count != expected.GetArrayLength()) throw new MismatchException($"{where}: another list");
        for (var i = 0; i < list.Count; i++) Compare($"{where}[{i}]", list[i], expected[i]);
    }

    static void CompareScalar(string where, object? value, JsonElement expected)
    {
        var same = expected.ValueKind switch
        {
            JsonValueKind.Null => value is null,
            JsonValueKind.True or JsonValueKind.False => value is bool truth && truth == expected.GetBoolean(),
            JsonValueKind.Number => value is long whole ? whole == expected.GetDouble() : value is double number && number == expected.GetDouble(),
            _ => string.Equals(value?.ToString(), expected.GetString(), StringComparison.Ordinal),
        };
        if (!same) throw new MismatchException($"{where}: {value} in the place of {expected}");
    }

    static void CompareTensor(string where, Tensor tensor, JsonElement expected)
    {
        var dtype = Value.Type(expected.GetProperty("tensor").GetString()!);
        if (tensor.DType != dtype || !tensor.Shape.AsSpan().SequenceEqual(Value.Sizes(expected.GetProperty("shape")))
            || !tensor.Strides.SequenceEqual(Value.Sizes(expected.GetProperty("strides"))))
            throw new MismatchException(
                $"{where}: {tensor.DType}{tensor.Shape} in the place of " +
                $"{expected.GetProperty("tensor")}{expected.GetProperty("shape")} with strides {expected.GetProperty("strides")}");
        using var bytes = new MemoryStream();
        tensor.ToStream(bytes);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()));
        if (hash != expected.GetProperty("sha256").GetString()) throw new MismatchException($"{where}: other elements: {tensor}");
    }
}
