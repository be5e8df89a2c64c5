namespace Adjoint.Serialization;

/// <summary>
/// Files of PyTorch, <c>.pt</c> and <c>.pth</c>: those of today, those from before version 1.6, and the parameters of
/// TorchScript's archives. They are pickles, which Python executes; here they are read by a machine that executes nothing and
/// knows the few names that tensors need, so a file from anywhere may be opened.
/// </summary>
/// <remarks>
/// Dictionaries of Python are <see cref="OrderedDictionary{TKey, TValue}"/> of <c>object</c>, lists <see cref="List{T}"/> of
/// <c>object?</c>, tuples arrays of <c>object?</c>; texts, truth values and numbers are <see cref="string"/>, <see cref="bool"/>,
/// <see cref="long"/> and <see cref="double"/>. Tensors keep their strides, and those that shared memory share it again; all are
/// loaded to the CPU.
/// </remarks>
public static class PyTorchFile
{
    /// <summary>Reads what was given to <c>torch.save</c>.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is malformed, or asks for a name that is not needed for tensors;
    /// the message has it.</exception>
    /// <exception cref="NotSupportedException">It holds elements of a type Adjoint does not have, comes from a big-endian machine,
    /// or is TorchScript: see <see cref="LoadTensors"/>.</exception>
    public static object? Load(string path)
    {
        using var file = new InputFile(path);
        return Read(file, allowScript: false, describe: false);
    }

    /// <summary>
    /// Reads all tensors of a file by name. Names of nested dictionaries are put together with dots, elements of lists are
    /// numbered: <c>optimizer.state.0.exp_avg</c>. Other values are left out. From a TorchScript archive these are the
    /// parameters and buffers of the module.
    /// </summary>
    /// <param name="path">The file's name.</param>
    /// <param name="key">The part of the file to read, such as <c>model_state_dict</c>; everything if left out.</param>
    /// <exception cref="KeyNotFoundException">There is no such part.</exception>
    /// <inheritdoc cref="Load"/>
    public static OrderedDictionary<string, Tensor> LoadTensors(string path, string? key = null)
    {
        return TorchTree.Leaves<Tensor>(Part(path, key), path);
    }

    /// <summary>What a file holds, or the part of it with a name.</summary>
    internal static object? Part(string path, string? key)
    {
        using var file = new InputFile(path);
        var content = Read(file, allowScript: true, describe: false);
        foreach (var part in key?.Split('.') ?? [])
        {
            content = content is OrderedDictionary<object, object?> dictionary && dictionary.TryGetValue(part, out var value)
                ? value
                : throw new KeyNotFoundException($"{path}: there is no '{key}'; there are {TorchTree.Names(content)}.");
        }
        return content;
    }

    /// <summary>What tensors a file holds, without reading their elements.</summary>
    /// <inheritdoc cref="Load"/>
    public static IReadOnlyList<TensorEntry> Entries(string path)
    {
        using var file = new InputFile(path);
        return [.. TorchTree.Leaves<TensorEntry>(Read(file, allowScript: true, describe: true), path)
            .Select(leaf => leaf.Value with { Name = leaf.Key })];
    }

    /// <summary>
    /// Writes tensors and what holds them as <c>torch.save</c> does, so that <c>torch.load</c> reads it with
    /// <c>weights_only=True</c>. The file appears whole or not at all.
    /// </summary>
    /// <param name="path">The file's name.</param>
    /// <param name="value">A tensor, a dictionary (a state dict, say), a list, a tuple or an array, text, a number, or null;
    /// nested at will.</param>
    /// <exception cref="ArgumentException">There is something else in it, or something contains itself.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, object? value)
    {
        var pickle = new TorchPickler(value);
        AtomicFile.Write(path, stream =>
        {
            var zip = new ZipWriter(stream);
            var root = Path.GetFileNameWithoutExtension(path) is { Length: > 0 } name ? name : "archive";
            zip.Add($"{root}/data.pkl", pickle.Written);
            zip.Add($"{root}/byteorder", "little"u8);
            var number = 0;
            foreach (var storage in pickle.Storages) zip.Add($"{root}/data/{number++}", [], storage);
            zip.Add($"{root}/version", "3\n"u8);
            zip.Finish();
        });
    }

    /// <summary>Reads what was saved; each tensor is a <see cref="TensorEntry"/> if only a description is wanted.</summary>
    internal static object? Read(InputFile file, bool allowScript, bool describe)
    {
        if (ZipReader.IsZip(file))
        {
            var archive = new TorchArchive(file);
            return !archive.IsScript || allowScript ? archive.Load(describe) : throw new NotSupportedException(
                $"{file.Path}: a TorchScript archive, which holds a program; " +
                "its parameters are read by PyTorchFile.LoadTensors or model.Load.");
        }
        if (LegacyTorchFile.IsLegacy(file)) return new LegacyTorchFile(file).Load(describe);
        throw file.Invalid("not a file of PyTorch: it begins neither as a zip archive nor as the format before version 1.6"
            + (IsTar(file) ? ", but as the tar archives of versions before 0.1.10; load and save it with any later one." : "."));
    }

    static bool IsTar(InputFile file) => file.Length > 512 && file.Read(257, 5).AsSpan().SequenceEqual("ustar"u8);
}
