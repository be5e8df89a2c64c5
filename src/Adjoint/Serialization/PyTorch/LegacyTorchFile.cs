using System.Buffers.Binary;
using System.Numerics;

namespace Adjoint.Serialization;

/// <summary>
/// PyTorch's files before version 1.6: a few pickles one after the other (a number to know the format by, its version, the
/// machine, what was saved, the names of its storages), then the storages.
/// </summary>
internal sealed class LegacyTorchFile(InputFile file) : ITorchStorages
{
    const long Version = 1001;

    // How the pickle of the number below begins, in all versions of Python.
    static ReadOnlySpan<byte> Start => [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];

    static readonly BigInteger s_magic = BigInteger.Parse("119547037146038801333356", System.Globalization.CultureInfo.InvariantCulture);

    readonly OrderedDictionary<string, Tensor> _storages = [];
    PickleSource _source = null!;
    long _claimed;
    bool _describe;

    /// <summary>Whether a file begins as these do.</summary>
    public static bool IsLegacy(InputFile file) => file.Length > Start.Length && file.Read(0, Start.Length).AsSpan().SequenceEqual(Start);

    /// <summary>What was saved.</summary>
    public object? Load(bool describe)
    {
        _describe = describe;
        using var stream = new SectionStream(file, 0, file.Length);
        _source = new(stream, file.Path);
        if (!Equals(Next(), s_magic) || !Equals(Next(), Version)) throw file.Invalid("a file of PyTorch of an unknown version.");
        if (Next() is not OrderedDictionary<object, object?> machine
            || !machine.TryGetValue("little_endian", out var little) || little is not true)
            throw new NotSupportedException(
                $"{file.Path}: the file was written on a machine with the other order of bytes; save it anew on an ordinary one.");
        var saved = Next();
        if (Next() is not List<object?> keys || keys.Count != _storages.Count
            || !keys.All(key => key is string name && _storages.ContainsKey(name)) || keys.Distinct().Count() != keys.Count)
            throw file.Invalid("the storages at the file's end are not those its tensors need.");
        foreach (string? key in keys) ReadStorage(key!);
        return saved;
    }

    public StorageReference Refer(StorageClass type, string key, long count, object? view)
    {
        if (type.DType is not { } dtype) throw TorchWorld.NoSuchType(file.Path, key, type);
        if (_storages.TryGetValue(key, out var known))
        {
            if (known.DType != dtype || known.Count != count)
                throw file.Invalid($"storage '{key}' is said to be of several types or sizes.");
        }
        else
        {
            // Together the storages have to fit into what is left of the file.
            if (count > file.Length || (_claimed += count * dtype.ItemSize) > _source.Left)
                throw file.Invalid($"storage '{key}' is said to have {count} elements, for which the file is too short.");
            _storages.Add(key, Tensor.Allocate(Layout.Contiguous([count]), dtype));
        }
        if (view is null) return new(type, key, count);
        if (view as object?[] is not [string, long offset, long length] || offset < 0 || length < 0 || offset > count
            || length > count - offset)
            throw file.Invalid($"a part of storage '{key}' does not lie within its {count} elements.");
        return new(type, key, length) { Start = offset };
    }

    public Tensor Load(StorageReference reference) => _storages[reference.Key];

    object? Next() => new PickleReader(_source, new TorchWorld(file.Path, this, isScript: false, _describe)).Read();

    void ReadStorage(string key)
    {
        var tensor = _storages[key];
        var count = BinaryPrimitives.ReadInt64LittleEndian(_source.Bytes(8));
        if (count != tensor.Count) throw file.Invalid($"storage '{key}' has {count} elements where {tensor.Count} are due.");
        TensorBytes.ForEach(tensor, (_, piece) => _source.Fill(piece));
        TensorBytes.Normalize(tensor);
    }
}
