namespace Adjoint.Serialization;

/// <summary>
/// PyTorch's files since version 1.6: a zip archive with a pickle, <c>data.pkl</c>, and a file for each storage in the folder
/// <c>data</c>. TorchScript's archives have programs in them too, which are left alone.
/// </summary>
internal sealed class TorchArchive : ITorchStorages
{
    const int MaxPickle = 1 << 30;
    const string PickleName = "data.pkl";

    readonly InputFile _file;
    readonly ZipReader _zip;
    readonly string _root;
    readonly Dictionary<string, (StorageReference Reference, Tensor Tensor)> _loaded = [];

    public TorchArchive(InputFile file)
    {
        _file = file;
        _zip = new(file);
        var pickle = _zip.Entries.FirstOrDefault(entry => entry.Name == PickleName
            || entry.Name.EndsWith("/" + PickleName, StringComparison.Ordinal) && entry.Name.Count(c => c == '/') == 1)
            ?? throw file.Invalid("a zip archive, but not one of PyTorch: there is no data.pkl in it.");
        _root = pickle.Name[..^PickleName.Length];
        IsScript = _zip.Find(_root + "constants.pkl") is not null
            || _zip.Entries.Any(entry => entry.Name.StartsWith(_root + "code/", StringComparison.Ordinal));
        if (_zip.Find(_root + "byteorder") is { } order && !_zip.ReadAll(order, 16).AsSpan().SequenceEqual("little"u8))
            throw new NotSupportedException(
                $"{file.Path}: the file was written on a machine with the other order of bytes; save it anew on an ordinary one.");
    }

    /// <summary>Whether the archive holds a TorchScript program.</summary>
    public bool IsScript { get; }

    /// <summary>What was saved.</summary>
    public object? Load(bool describe)
    {
        var pickle = new MemoryStream(_zip.ReadAll(_zip.Find(_root + PickleName)!, MaxPickle), writable: false);
        return new PickleReader(new PickleSource(pickle, _file.Path), new TorchWorld(_file.Path, this, IsScript, describe)).Read();
    }

    public StorageReference Refer(StorageClass type, string key, long count, object? view)
    {
        var entry = Entry(key);
        if (view is not null || entry.Length / type.ItemSize != count || entry.Length % type.ItemSize != 0)
            throw _file.Invalid(
                $"storage '{key}' is said to have {count} elements of a {type.Name}, and the archive has {entry.Length} bytes for it.");
        return new(type, key, count);
    }

    public Tensor Load(StorageReference reference)
    {
        if (_loaded.TryGetValue(reference.Key, out var known))
        {
            if (known.Reference != reference) throw _file.Invalid($"storage '{reference.Key}' is said to have elements of several types.");
            return known.Tensor;
        }
        var tensor = Tensor.Allocate(Layout.Contiguous([reference.Count]), reference.Type.DType!.Value);
        _zip.Read(Entry(reference.Key), tensor);
        _loaded.Add(reference.Key, (reference, tensor));
        return tensor;
    }

    ZipEntry Entry(string key) => _zip.Find($"{_root}data/{key}") ?? throw _file.Invalid($"storage '{key}' is not in the archive.");
}
