namespace Adjoint.Serialization;

/// <summary>PyTorch's names of element types: those of the classes of storages, and of the types themselves.</summary>
internal static class StorageType
{
    static readonly (string Storage, string Name, DType DType)[] s_types =
    [
        ("FloatStorage", "float32", DType.Float32),
        ("DoubleStorage", "float64", DType.Float64),
        ("HalfStorage", "float16", DType.Float16),
        ("BFloat16Storage", "bfloat16", DType.BFloat16),
        ("CharStorage", "int8", DType.Int8),
        ("ShortStorage", "int16", DType.Int16),
        ("IntStorage", "int32", DType.Int32),
        ("LongStorage", "int64", DType.Int64),
        ("ByteStorage", "uint8", DType.UInt8),
        ("BoolStorage", "bool", DType.Bool),
    ];

    // Those we have no type for, with the bytes an element takes: a file may be described, but not loaded.
    static readonly Dictionary<string, int> s_others = new()
    {
        ["ComplexHalfStorage"] = 4,
        ["ComplexFloatStorage"] = 8,
        ["ComplexDoubleStorage"] = 16,
        ["QUInt8Storage"] = 1,
        ["QInt8Storage"] = 1,
        ["QInt32Storage"] = 4,
        ["Float8_e4m3fnStorage"] = 1,
        ["Float8_e5m2Storage"] = 1,
        ["Float8_e4m3fnuzStorage"] = 1,
        ["Float8_e5m2fnuzStorage"] = 1,
        ["UInt16Storage"] = 2,
        ["UInt32Storage"] = 4,
        ["UInt64Storage"] = 8,
    };

    /// <summary>The type of a class of storages in the module torch; null if it is none.</summary>
    public static StorageClass? Find(string name)
    {
        foreach (var type in s_types)
        {
            if (type.Storage == name) return new(name, type.DType, type.DType.ItemSize);
        }
        return s_others.TryGetValue(name, out var size) ? new(name, null, size) : null;
    }

    /// <summary>The type of a name such as float32 in the module torch, or of one of its other names.</summary>
    public static DType? FindType(string name)
    {
        var plain = name switch
        {
            "float" => "float32",
            "double" => "float64",
            "half" => "float16",
            "short" => "int16",
            "int" => "int32",
            "long" => "int64",
            _ => name,
        };
        foreach (var type in s_types)
        {
            if (type.Name == plain) return type.DType;
        }
        return null;
    }

    /// <summary>The class of storages for elements of a type.</summary>
    public static string StorageName(DType dtype) => System.Array.Find(s_types, type => type.DType == dtype).Storage;

    /// <summary>PyTorch's name of a type.</summary>
    public static string Name(DType dtype) => System.Array.Find(s_types, type => type.DType == dtype).Name;
}

/// <summary>A class of storages in a pickle; without type where Adjoint has none of the kind.</summary>
internal sealed record StorageClass(string Name, DType? DType, int ItemSize);

/// <summary>A storage as a pickle refers to it.</summary>
/// <param name="Type">The class, which says the type of the elements.</param>
/// <param name="Key">Its name in the file.</param>
/// <param name="Count">The number of elements.</param>
internal sealed record StorageReference(StorageClass Type, string Key, long Count)
{
    /// <summary>From which element on the reference means the storage: old files have parts of storages.</summary>
    public long Start { get; init; }
}
