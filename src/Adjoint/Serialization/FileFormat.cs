namespace Adjoint.Serialization;

/// <summary>The formats of files with tensors.</summary>
public enum FileFormat
{
    /// <summary><c>.safetensors</c>: tensors by name, and notes.</summary>
    SafeTensors,

    /// <summary><c>.safetensors.index.json</c>: tensors in several safetensors files.</summary>
    SafeTensorsIndex,

    /// <summary><c>.pt</c>, <c>.pth</c>, <c>.ckpt</c>, <c>.bin</c>: files of PyTorch.</summary>
    PyTorch,

    /// <summary><c>.npz</c>: several arrays of NumPy.</summary>
    NumPyArchive,

    /// <summary><c>.npy</c>: one array of NumPy.</summary>
    NumPy,
}

/// <summary>From names of files to formats.</summary>
internal static class FileFormats
{
    /// <summary>The format that the ending of a name stands for.</summary>
    /// <exception cref="ArgumentException">It stands for none.</exception>
    public static FileFormat Of(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.EndsWith(".safetensors.index.json", StringComparison.OrdinalIgnoreCase)) return FileFormat.SafeTensorsIndex;
        return Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".SAFETENSORS" => FileFormat.SafeTensors,
            ".PT" or ".PTH" or ".CKPT" or ".BIN" => FileFormat.PyTorch,
            ".NPZ" => FileFormat.NumPyArchive,
            ".NPY" => FileFormat.NumPy,
            _ => throw new ArgumentException(
                $"The ending of '{Path.GetFileName(path)}' names no format; " +
                "there are .safetensors, .safetensors.index.json, .pt, .pth, .ckpt, .bin, .npz and .npy.", nameof(path)),
        };
    }
}
