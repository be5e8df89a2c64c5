using System.Runtime.InteropServices;
using System.Text.Json;

namespace Adjoint.Evidence;

/// <summary>Reads the values of the PyTorch suites: tensors, numbers, strings, lists.</summary>
internal static class Value
{
    static readonly Dictionary<string, DType> s_types = new()
    {
        ["float64"] = DType.Float64,
        ["float32"] = DType.Float32,
        ["float16"] = DType.Float16,
        ["bfloat16"] = DType.BFloat16,
        ["int64"] = DType.Int64,
        ["int32"] = DType.Int32,
        ["int16"] = DType.Int16,
        ["int8"] = DType.Int8,
        ["uint8"] = DType.UInt8,
        ["bool"] = DType.Bool,
    };

    /// <summary>A type by PyTorch's and NumPy's name.</summary>
    public static DType Type(string name) => s_types.TryGetValue(name, out var dtype) ? dtype : throw new MissingException($"the type {name}");

    /// <summary>The value; <paramref name="onTensor"/> sees each tensor, with its path, and whether it requires a gradient, and may replace it.</summary>
    public static object? Read(JsonElement value, string path = "", Func<Tensor, string, bool, Tensor>? onTensor = null)
    {
        var property = value.EnumerateObject().First();
        return property.Name switch
        {
            "t" => Tensor(property.Value) is var tensor && onTensor is not null ? onTensor(tensor, path, property.Value.TryGetProperty("rg", out _)) : tensor,
            "f" => property.Value.GetString() switch
            {
                "inf" => double.PositiveInfinity,
                "-inf" => double.NegativeInfinity,
                "nan" => double.NaN,
                var number => double.Parse(number!, System.Globalization.CultureInfo.InvariantCulture),
            },
            "l" => property.Value.EnumerateArray().Select((item, i) => Read(item, $"{path}/{i}", onTensor)).ToArray(),
            "d" => property.Value.EnumerateObject().ToDictionary(item => item.Name, item => Read(item.Value, $"{path}/{item.Name}", onTensor)),
            "dtype" => Type(property.Value.GetString()!),
            "v" => property.Value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                JsonValueKind.Number => property.Value.TryGetInt64(out var whole) ? (object)whole : property.Value.GetDouble(),
                JsonValueKind.String => property.Value.GetString(),
                _ => throw new InvalidDataException($"{property.Value} is no value."),
            },
            var kind => throw new MissingException($"a value of the kind {kind}"),
        };
    }

    /// <summary>A tensor: contiguous elements as hexadecimal bytes, or those it has in memory where strides are given.</summary>
    public static Tensor Tensor(JsonElement tensor)
    {
        var dtype = Type(tensor.GetProperty("dtype").GetString()!);
        return FromHex(tensor.GetProperty("data").GetString()!, dtype, Sizes(tensor.GetProperty("shape")));
    }

    public static Tensor FromHex(string hex, DType dtype, params long[] shape)
    {
        var bytes = Convert.FromHexString(hex);
        var tensor = Adjoint.Tensor.Empty(new Shape(shape), dtype);
        if (bytes.Length != tensor.Count * dtype.ItemSize)
            throw new InvalidDataException($"{bytes.Length} bytes are no {dtype} tensor of shape {tensor.Shape}.");
        if (bytes.Length > 0) bytes.CopyTo(MemoryMarshal.CreateSpan(ref tensor.GetPinnableReference(), bytes.Length));
        return tensor;
    }

    public static long[] Sizes(JsonElement sizes) => [.. sizes.EnumerateArray().Select(size => size.GetInt64())];
}
