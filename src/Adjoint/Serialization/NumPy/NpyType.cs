namespace Adjoint.Serialization;

/// <summary>The element types of NumPy's files: a byte order, a kind and a size, such as <c>&lt;f4</c>.</summary>
internal static class NpyType
{
    /// <summary>Our type for a NumPy type and whether its bytes are in the other order; no type where there is none.</summary>
    /// <returns>Null if it is not a type of a single number at all.</returns>
    public static (DType? DType, bool IsReversed, int Size)? Find(string text)
    {
        if (text.Length < 2) return null;
        var order = text[0] is '<' or '>' or '|' or '=' ? text[0] : '=';
        var rest = text[0] == order ? text[1..] : text;
        if (!int.TryParse(rest[1..], System.Globalization.NumberStyles.None, null, out var size) || size is 0 or > 64) return null;
        DType? dtype = rest switch
        {
            "f8" => DType.Float64,
            "f4" => DType.Float32,
            "f2" => DType.Float16,
            "i8" => DType.Int64,
            "i4" => DType.Int32,
            "i2" => DType.Int16,
            "i1" => DType.Int8,
            "u1" => DType.UInt8,
            "b1" => DType.Bool,
            _ => null,
        };
        return dtype is null && rest is not ("u2" or "u4" or "u8" or "f16" or "c8" or "c16" or "c32")
            ? null
            : (dtype, order == '>' && size > 1, size);
    }

    /// <summary>NumPy's name of our type.</summary>
    /// <exception cref="NotSupportedException">NumPy has none.</exception>
    public static string Name(DType dtype) => dtype switch
    {
        DType.Float64 => "<f8",
        DType.Float32 => "<f4",
        DType.Float16 => "<f2",
        DType.Int64 => "<i8",
        DType.Int32 => "<i4",
        DType.Int16 => "<i2",
        DType.Int8 => "|i1",
        DType.UInt8 => "|u1",
        DType.Bool => "|b1",
        _ => throw new NotSupportedException($"NumPy has no element type {dtype}; convert with To(DType.Float32) first."),
    };
}
