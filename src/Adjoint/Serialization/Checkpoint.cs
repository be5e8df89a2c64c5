namespace Adjoint.Serialization;

/// <summary>
/// Tensors by name in a file of any format; the ending of the file's name says which: <c>.safetensors</c>, <c>.pt</c> or
/// <c>.pth</c>, <c>.npz</c> (see <see cref="FileFormat"/>). Modules and optimizers have <c>Save</c> and <c>Load</c> of their own.
/// </summary>
public static class Checkpoint
{
    /// <summary>Reads tensors by name.</summary>
    /// <param name="path">The file's name.</param>
    /// <param name="rename">From a name in the file to the one wanted, or to null for what is not; every tensor under its own name if left
    /// out. What is not wanted is not read from safetensors files.</param>
    /// <param name="key">For files of PyTorch, the part to read, such as <c>model_state_dict</c>.</param>
    /// <param name="dtype">What floating-point tensors are converted to; they keep their types if left out.</param>
    /// <exception cref="ArgumentException">The ending names no format, there is a key and the format has no parts,
    /// or two tensors are renamed alike.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is malformed or refused; the message says why.</exception>
    /// <exception cref="NotSupportedException">It holds elements of a type Adjoint does not have.</exception>
    public static OrderedDictionary<string, Tensor> Load(
        string path, Func<string, string?>? rename = null, string? key = null, DType? dtype = null)
    {
        var format = FileFormats.Of(path);
        if (key is not null && format != FileFormat.PyTorch) throw new ArgumentException(
            $"Checkpoint.Load: only files of PyTorch have parts, and '{path}' is not one; " +
            "choose by name with rename.", nameof(key));
        var tensors = new OrderedDictionary<string, Tensor>();
        foreach (var (name, load) in Sources(path, format, key))
        {
            if ((rename is null ? name : rename(name)) is not { } wanted) continue;
            var tensor = load();
            if (dtype is { } type && tensor.DType.IsFloatingPoint) tensor = tensor.To(type);
            if (!tensors.TryAdd(wanted, tensor))
                throw new ArgumentException($"Checkpoint.Load: two tensors of '{path}' are renamed to '{wanted}'.", nameof(rename));
        }
        return tensors;
    }

    /// <summary>Writes tensors by name. The file appears whole or not at all.</summary>
    /// <param name="path">The file's name.</param>
    /// <param name="tensors">The tensors: a state dict, say.</param>
    /// <param name="metadata">Notes to write with them; only <c>.safetensors</c> has room for them.</param>
    /// <exception cref="ArgumentException">The ending names no format or one that cannot hold this, or a name occurs twice.</exception>
    /// <exception cref="NotSupportedException">NumPy's formats have no type for the elements.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(
        string path, IEnumerable<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var format = FileFormats.Of(path);
        if (metadata is { Count: > 0 } && format != FileFormat.SafeTensors)
            throw new ArgumentException($"Checkpoint.Save: '{path}' has no room for metadata; .safetensors files have.", nameof(metadata));
        switch (format)
        {
            case FileFormat.SafeTensors: SafeTensorsFile.Save(path, tensors, metadata); break;
            case FileFormat.SafeTensorsIndex: SafeTensorsIndex.Save(path, tensors); break;
            case FileFormat.NumPyArchive: NumPyFile.SaveArchive(path, tensors); break;
            case FileFormat.PyTorch: PyTorchFile.Save(path, new OrderedDictionary<string, Tensor>(tensors)); break;
            default:
                var list = tensors.ToList();
                if (list.Count != 1)
                    throw new ArgumentException(
                        $"Checkpoint.Save: a .npy file holds one tensor, and there are {list.Count}; use .npz.", nameof(tensors));
                NumPyFile.Save(path, list[0].Value);
                break;
        }
    }

    /// <summary>What a file holds, without reading the elements.</summary>
    /// <inheritdoc cref="Load" path="/exception"/>
    public static CheckpointSummary Inspect(string path)
    {
        var format = FileFormats.Of(path);
        if (format == FileFormat.SafeTensors)
        {
            using var file = SafeTensorsFile.Open(path);
            return new(format, [.. file.Entries], file.Metadata);
        }
        var entries = format switch
        {
            FileFormat.SafeTensorsIndex => SafeTensorsIndex.Entries(path),
            FileFormat.PyTorch => PyTorchFile.Entries(path),
            _ => NumPyFile.Entries(path),
        };
        return new(format, entries, new Dictionary<string, string>());
    }

    static IEnumerable<(string Name, Func<Tensor> Load)> Sources(string path, FileFormat format, string? key) => format switch
    {
        FileFormat.SafeTensors => SafeTensors(path),
        FileFormat.SafeTensorsIndex => Loaded(SafeTensorsIndex.Load(path)),
        FileFormat.PyTorch => Loaded(PyTorchFile.LoadTensors(path, key)),
        FileFormat.NumPyArchive => Loaded(NumPyFile.LoadArchive(path)),
        _ => [(Path.GetFileNameWithoutExtension(path), () => NumPyFile.Load(path))],
    };

    static IEnumerable<(string, Func<Tensor>)> SafeTensors(string path)
    {
        using var file = SafeTensorsFile.Open(path);
        foreach (var entry in file.Entries) yield return (entry.Name, () => file.Load(entry.Name));
    }

    static IEnumerable<(string, Func<Tensor>)> Loaded(OrderedDictionary<string, Tensor> tensors) =>
        tensors.Select(tensor => (tensor.Key, (Func<Tensor>)(() => tensor.Value)));
}

/// <summary>What a file with tensors holds.</summary>
/// <param name="Format">Its format.</param>
/// <param name="Entries">The tensors.</param>
/// <param name="Metadata">The notes in it, if the format has room for them.</param>
public sealed record CheckpointSummary(FileFormat Format, IReadOnlyList<TensorEntry> Entries, IReadOnlyDictionary<string, string> Metadata);
