namespace Adjoint.Serialization;

/// <summary>The element types of the safetensors format.</summary>
internal static class SafeTensorsType
{
    /// <summary>The bits one element takes, and our type of the same; null for names the format does not have.</summary>
    public static (int Bits, DType? DType)? Find(string name) => name switch
    {
        "F64" => (64, DType.Float64),
        "F32" => (32, DType.Float32),
        "F16" => (16, DType.Float16),
        "BF16" => (16, DType.BFloat16),
        "I64" => (64, DType.Int64),
        "I32" => (32, DType.Int32),
        "I16" => (16, DType.Int16),
        "I8" => (8, DType.Int8),
        "U8" => (8, DType.UInt8),
        "BOOL" => (8, DType.Bool),
        "U16" => (16, null),
        "U32" => (32, null),
        "U64" or "C64" => (64, null),
        "F8_E4M3" or "F8_E5M2" or "F8_E8M0" => (8, null),
        "F6_E2M3" or "F6_E3M2" => (6, null),
        "F4" => (4, null),
        _ => null,
    };

    /// <summary>The format's name of our type.</summary>
    public static string Name(DType dtype) => dtype switch
    {
        DType.Float64 => "F64",
        DType.Float32 => "F32",
        DType.Float16 => "F16",
        DType.BFloat16 => "BF16",
        DType.Int64 => "I64",
        DType.Int32 => "I32",
        DType.Int16 => "I16",
        DType.Int8 => "I8",
        DType.UInt8 => "U8",
        _ => "BOOL",
    };
}
