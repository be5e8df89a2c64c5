using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using Adjoint.Nn;

namespace Adjoint.Serialization;

/// <summary>Turns tensors, and the lists and dictionaries that hold them, into a pickle and the storages it refers to.</summary>
internal sealed class TorchPickler
{
    const int MaxDepth = 500;

    readonly OrderedDictionary<(Storage, DType), Part> _parts = [];
    PickleWriter _pickle = new();
    int _depth;

    /// <summary>The part of some memory that tensors lie in.</summary>
    sealed class Part(Tensor tensor)
    {
        public long First = tensor.StorageOffset, End = tensor.StorageOffset;

        public void Include(Tensor other) =>
            (First, End) = (Math.Min(First, other.StorageOffset), Math.Max(End, other.StorageOffset + other.Layout.Extent));

        /// <summary>All of the part as one tensor.</summary>
        public Tensor Whole => tensor.Detach().Alias(Layout.Contiguous([End - First]), First);
    }

    /// <summary>Pickles a value.</summary>
    /// <remarks>In two passes: how much of a shared memory is needed is known only when all tensors have been seen.</remarks>
    public TorchPickler(object? value)
    {
        Write(value);
        _pickle = new();
        Write(value);
        _pickle.Op('.');
    }

    /// <summary>The memory that the tensors need, in the order of the numbers by which the pickle names it.</summary>
    public IEnumerable<Tensor> Storages => _parts.Values.Select(part => part.Whole);

    /// <summary>The pickle.</summary>
    public ReadOnlySpan<byte> Written => _pickle.Written;

    void Write(object? value)
    {
        if (++_depth > MaxDepth)
            throw new ArgumentException(
                $"PyTorchFile.Save: values are nested more than {MaxDepth} deep, or contain themselves.", nameof(value));
        switch (value)
        {
            case null: _pickle.Op('N'); break;
            case Parameter parameter: WriteParameter(parameter); break;
            case Tensor tensor: WriteTensor(tensor); break;
            case string text: _pickle.Text(text); break;
            case bool truth: _pickle.Truth(truth); break;
            case DType dtype: _pickle.Global("torch", StorageType.Name(dtype)); break;
            case Scalar { IsFloatingPoint: true } number: _pickle.Number(number.ToDouble()); break;
            case Scalar { DType: DType.Bool } truth: _pickle.Truth(truth.ToInt64() != 0); break;
            case Scalar number: _pickle.Number(number.ToInt64()); break;
            case byte or sbyte or short or ushort or int or uint or long:
                _pickle.Number(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case float or double or Half:
                _pickle.Number(value is Half half ? (double)half : Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            case IDictionary dictionary: WriteDictionary(dictionary); break;
            case object?[] tuple: WriteTuple(tuple); break;
            case ITuple tuple: WriteTuple([.. Enumerable.Range(0, tuple.Length).Select(i => tuple[i])]); break;
            case IEnumerable list: WriteList(list); break;
            default:
                throw new ArgumentException(
                    $"PyTorchFile.Save: a {value.GetType().Name} cannot be written; " +
                    "write tensors, texts, numbers, and dictionaries, lists and tuples of them.", nameof(value));
        }
        _depth--;
    }

    void WriteDictionary(IDictionary dictionary)
    {
        if (dictionary is StateDict) _pickle.Global("collections", "OrderedDict").Op(')').Op('R');
        else _pickle.Op('}');
        if (dictionary.Count == 0) return;
        _pickle.Op('(');
        foreach (DictionaryEntry entry in dictionary)
        {
            Write(entry.Key);
            Write(entry.Value);
        }
        _pickle.Op('u');
    }

    void WriteTuple(object?[] values)
    {
        _pickle.Op('(');
        foreach (var value in values) Write(value);
        _pickle.Op('t');
    }

    void WriteList(IEnumerable values)
    {
        _pickle.Op(']').Op('(');
        foreach (var value in values) Write(value);
        _pickle.Op('e');
    }

    void WriteParameter(Parameter parameter)
    {
        _pickle.Global("torch._utils", "_rebuild_parameter").Op('(');
        WriteTensor(parameter.Detach());
        _pickle.Truth(parameter.RequiresGrad);
        WriteHooks();
        _pickle.Op('t').Op('R');
    }

    // Tensors that share memory go on doing so: it is written once, from the first element that one of them has to the last.
    void WriteTensor(Tensor tensor)
    {
        var key = (tensor.Storage, tensor.DType);
        if (!_parts.TryGetValue(key, out var part)) _parts.Add(key, part = new(tensor));
        part.Include(tensor);
        _pickle.Global("torch._utils", "_rebuild_tensor_v2").Op('(')
            .Op('(').Text("storage").Global("torch", StorageType.StorageName(tensor.DType)).Text($"{_parts.IndexOf(key)}").Text("cpu")
            .Number(part.End - part.First).Op('t').Op('Q')
            .Number(tensor.StorageOffset - part.First).Tuple(tensor.Shape.AsSpan()).Tuple(tensor.Strides)
            .Truth(tensor is { RequiresGrad: true, IsLeaf: true });
        WriteHooks();
        _pickle.Op('t').Op('R');
    }

    void WriteHooks() => _pickle.Global("collections", "OrderedDict").Op(')').Op('R');
}
