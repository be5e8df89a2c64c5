using Adjoint.Nn;

namespace Adjoint.Serialization;

/// <summary>
/// The names that PyTorch's files may use, which are those needed for tensors in lists and dictionaries, and what each means.
/// Any other, <c>os.system</c> say, is an error that names it.
/// </summary>
/// <param name="file">The file's name, for messages.</param>
/// <param name="storages">Where the elements are.</param>
/// <param name="isScript">Whether classes that the file defines itself are objects with attributes.</param>
/// <param name="describe">Whether each tensor is a <see cref="TensorEntry"/>, and no elements are read.</param>
internal sealed class TorchWorld(string file, ITorchStorages storages, bool isScript, bool describe) : IPickleWorld
{
    // A view may repeat elements of its storage, but not so often that using it would never end.
    const long MaxRepeated = 1 << 24;

    static readonly HashSet<string> s_names =
    [
        "collections.OrderedDict", "_codecs.encode", "torch.Size", "torch.device",
        "torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_parameter",
        "torch._utils._rebuild_parameter_with_state",
        "torch.nn.parameter.Parameter", "torch.per_tensor_affine", "torch.serialization._get_layout", "torch.strided",
    ];

    public object Global(string module, string name)
    {
        if (module is "torch" or "torch.storage" && StorageType.Find(name) is { } type) return type;
        if (module == "torch" && StorageType.FindType(name) is { } dtype) return dtype;
        var full = $"{module}.{name}";
        if (s_names.Contains(full)) return new TorchName(full);
        if (isScript && module.StartsWith("__torch__", StringComparison.Ordinal)) return new TorchName("__torch__");
        if (isScript && module == "torch.jit._pickle") return new TorchName("torch.jit._pickle");
        throw new InvalidDataException(
            $"{file}: the file asks Python for '{full}', which is not among the names needed for tensors; it is not read.");
    }

    public object? Reduce(object? function, object?[] arguments) => (function, arguments) switch
    {
        (TorchName { Name: "collections.OrderedDict" }, []) => new OrderedDictionary<object, object?>(),
        (TorchName { Name: "collections.OrderedDict" }, [List<object?> pairs]) => Dictionary(pairs),
        (TorchName { Name: "torch._utils._rebuild_tensor" }, [StorageReference storage, long offset, object?[] sizes, object?[] strides]) =>
            Tensor(storage, offset, sizes, strides, requiresGrad: false),
        (TorchName { Name: "torch._utils._rebuild_tensor_v2" },
            [StorageReference storage, long offset, object?[] sizes, object?[] strides, bool requiresGrad, ..]) =>
            Tensor(storage, offset, sizes, strides, requiresGrad),
        (TorchName { Name: "torch._utils._rebuild_parameter" or "torch._utils._rebuild_parameter_with_state" }, [TensorEntry data, ..]) =>
            data,
        (TorchName { Name: "torch._utils._rebuild_parameter" or "torch._utils._rebuild_parameter_with_state" },
            [Tensor data, bool requiresGrad, ..]) => Parameter(data, requiresGrad),
        (TorchName { Name: "torch.nn.parameter.Parameter" }, [Tensor data, bool requiresGrad]) => Parameter(data, requiresGrad),
        (TorchName { Name: "torch.Size" }, [object?[] sizes]) => sizes,
        (TorchName { Name: "torch.device" }, [string kind]) => kind,
        (TorchName { Name: "torch.device" }, [string kind, long number]) => $"{kind}:{number}",
        (TorchName { Name: "torch.serialization._get_layout" }, [string]) => new TorchName("torch.strided"),
        (TorchName { Name: "_codecs.encode" }, [string text, "latin1"]) => text.All(character => character < 256)
            ? System.Text.Encoding.Latin1.GetBytes(text)
            : throw Invalid("bytes in the pickle are not bytes"),
        (TorchName { Name: "__torch__" }, []) => new TorchObject(),
        (TorchName { Name: "torch.jit._pickle" }, [var value, ..]) => value,
        (TorchName { Name: var name }, _) => throw Invalid($"'{name}' is used with arguments it does not have"),
        _ => throw Invalid("the pickle calls what cannot be called"),
    };

    public object Persistent(object? id)
    {
        if (id as object?[] is not ["storage", StorageClass type, string key, string, long count, ..] parts)
            throw Invalid("the pickle refers to something that is not a storage");
        if (count < 0) throw Invalid($"storage '{key}' is said to have {count} elements");
        return storages.Refer(type, key, count, parts.Length > 5 ? parts[5] : null);
    }

    public void Build(object? target, object? state)
    {
        switch (target, state)
        {
            // What a state dict carries besides tensors, such as the versions of its modules.
            case (OrderedDictionary<object, object?>, OrderedDictionary<object, object?>): break;
            case (TorchObject found, OrderedDictionary<object, object?> attributes):
                foreach (var (name, value) in attributes) found.Attributes[name] = value;
                break;
            default: throw Invalid("the pickle gives a state to an object that has none");
        }
    }

    OrderedDictionary<object, object?> Dictionary(List<object?> pairs)
    {
        var dictionary = new OrderedDictionary<object, object?>();
        foreach (var pair in pairs)
        {
            if ((pair as IReadOnlyList<object?>) is not [string or long, var value] parts)
                throw Invalid("a dictionary is made from what are not pairs");
            dictionary[parts[0]!] = value;
        }
        return dictionary;
    }

    public static NotSupportedException NoSuchType(string file, string key, StorageClass type) =>
        new($"{file}: storage '{key}' is a {type.Name}, and Adjoint has no such elements; convert them where the file was written.");

    object Tensor(StorageReference storage, long offset, object?[] sizeValues, object?[] strideValues, bool requiresGrad)
    {
        long[] sizes = Numbers(sizeValues), strides = Numbers(strideValues);
        var description = $"a tensor of shape [{string.Join(", ", sizes)}], strides [{string.Join(", ", strides)}] and offset {offset}";
        if (sizes.Length != strides.Length || SizeCheck.Count(sizes) is not { } count || offset < 0 || strides.Any(stride => stride < 0))
            throw Invalid($"{description} is impossible");
        var last = (Int128)offset - 1;
        if (count > 0) last += 1 + sizes.Zip(strides).Aggregate((Int128)0, (sum, dim) => sum + (Int128)(dim.First - 1) * dim.Second);
        if (last >= storage.Count)
            throw Invalid($"{description} reaches beyond the {storage.Count} elements of its storage '{storage.Key}'");
        if (count > Math.Max(storage.Count, MaxRepeated))
            throw Invalid($"{description} repeats the {storage.Count} elements of its storage '{storage.Key}' too often");
        if (describe)
            return new TensorEntry(
                "", storage.Type.DType is { } dtype ? StorageType.Name(dtype) : storage.Type.Name, storage.Type.DType,
                new Shape(sizes), count * storage.Type.ItemSize);
        if (storage.Type.DType is null) throw NoSuchType(file, storage.Key, storage.Type);
        var tensor = storages.Load(storage).Alias(new Layout(sizes, strides), storage.Start + offset);
        if (requiresGrad && tensor.DType.IsFloatingPoint) tensor.RequiresGrad = true;
        return tensor;
    }

    static Parameter Parameter(Tensor data, bool requiresGrad) => new(data.Detach(), requiresGrad);

    long[] Numbers(object?[] values)
    {
        if (values.Length > SizeCheck.MaxRank) throw Invalid($"a tensor of {values.Length} dimensions is impossible");
        return System.Array.ConvertAll(values, value => value as long? ?? throw Invalid("a size in the pickle is not a whole number"));
    }

    InvalidDataException Invalid(string problem) => new($"{file}: {problem}.");
}

/// <summary>The storages of a file of PyTorch.</summary>
internal interface ITorchStorages
{
    /// <summary>Checks a reference to a storage, or part of one, before anything is read or allocated for it.</summary>
    StorageReference Refer(StorageClass type, string key, long count, object? view);

    /// <summary>The storage as a one-dimensional tensor; every time the same.</summary>
    Tensor Load(StorageReference reference);
}
