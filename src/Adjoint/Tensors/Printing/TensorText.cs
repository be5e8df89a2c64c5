using System.Text;

namespace Adjoint;

/// <summary>
/// A tensor as PyTorch prints it: nested brackets, one row a line, large tensors summarized to their edges, and after the
/// numbers what cannot be seen from them. Source of the rules: PyTorch 1.13, torch/_tensor_str.py.
/// </summary>
internal sealed class TensorText
{
    const string Prefix = "tensor(";

    readonly StringBuilder _text = new(Prefix);
    readonly PrintOptions _options;
    readonly long[] _sizes;
    readonly bool _isSummary;
    readonly Scalar[] _numbers;
    readonly NumberFormat _format;
    int _next;

    TensorText(Tensor tensor, PrintOptions options)
    {
        _options = options;
        _sizes = tensor.Layout.Sizes;
        _isSummary = tensor.Count > options.Threshold;
        var offsets = new List<long>();
        if (tensor.Count > 0) Collect(tensor.Layout.Strides, 0, 0, offsets);
        _numbers = Elements.Read(tensor, [.. offsets]);
        _format = new(_numbers, options);
    }

    /// <summary>The text of a tensor.</summary>
    public static string Of(Tensor tensor, PrintOptions options)
    {
        var text = new TensorText(tensor, options);
        if (tensor.Count == 0) text._text.Append("[]");
        else text.Block(0, Prefix.Length);
        text.Add(Suffixes(tensor));
        return text._text.ToString();
    }

    /// <summary>PyTorch's name of an element type.</summary>
    static string Name(DType dtype) => $"torch.{dtype.ToString().ToLowerInvariant()}";

    bool IsCut(int dim) => _isSummary && _sizes[dim] > 2 * _options.EdgeItems;

    // Where the numbers to be shown lie in memory, in the order in which they are shown.
    void Collect(long[] strides, int dim, long offset, List<long> offsets)
    {
        if (dim == _sizes.Length)
        {
            offsets.Add(offset);
            return;
        }
        for (long i = 0; i < _sizes[dim]; i++)
        {
            if (i == _options.EdgeItems && IsCut(dim)) i = _sizes[dim] - _options.EdgeItems;
            if (i < _sizes[dim]) Collect(strides, dim + 1, offset + i * strides[dim], offsets);
        }
    }

    void Block(int dim, int indent)
    {
        if (dim == _sizes.Length)
        {
            _text.Append(_format.Write(_numbers[_next++]));
            return;
        }
        var isRow = dim == _sizes.Length - 1;
        var perLine = isRow ? Math.Max(1, (_options.LineWidth - indent) / (_format.Width + 2)) : 1;
        var cut = IsCut(dim) ? _options.EdgeItems : -1;
        var items = cut < 0 ? _sizes[dim] : 2 * cut + 1;
        _text.Append('[');
        for (long i = 0; i < items; i++)
        {
            if (i > 0 && i % perLine != 0) _text.Append(", ");
            else if (i > 0) _text.Append(',').Append('\n', isRow ? 1 : _sizes.Length - dim - 1).Append(' ', indent + 1);
            if (i == cut) _text.Append(isRow ? " ..." : "...");
            else Block(dim + 1, indent + 1);
        }
        _text.Append(']');
    }

    static List<string> Suffixes(Tensor tensor)
    {
        var suffixes = new List<string>();
        if (tensor.Count == 0 && tensor.Rank != 1)
            suffixes.Add($"size=({string.Join(", ", tensor.Layout.Sizes)})");
        var isPlain = tensor.DType == DType.Float32 || tensor.Count > 0 && tensor.DType is DType.Int64 or DType.Bool;
        if (!isPlain) suffixes.Add($"dtype={Name(tensor.DType)}");
        if (tensor.GradFn is { } operation) suffixes.Add($"grad_fn=<{operation}>");
        else if (tensor.RequiresGrad) suffixes.Add("requires_grad=True");
        return suffixes;
    }

    // A suffix that would make the last line too long begins a new one.
    void Add(List<string> suffixes)
    {
        var text = _text.ToString();
        var length = text.Length - text.LastIndexOf('\n') + 1;
        foreach (var suffix in suffixes)
        {
            if (length + suffix.Length + 2 > _options.LineWidth)
            {
                _text.Append(",\n").Append(' ', Prefix.Length).Append(suffix);
                length = Prefix.Length + suffix.Length;
            }
            else
            {
                _text.Append(", ").Append(suffix);
                length += suffix.Length + 2;
            }
        }
        _text.Append(')');
    }
}
