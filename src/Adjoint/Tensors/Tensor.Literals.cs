namespace Adjoint;

public partial class Tensor
{
    /// <summary>A zero-dimensional Float32 tensor.</summary>
    public static implicit operator Tensor(float value) => new Literal(value);

    /// <summary>A zero-dimensional Float32 tensor; put into a Float64 tensor the number keeps all its digits.</summary>
    public static implicit operator Tensor(double value) => new Literal(value);

    /// <summary>A zero-dimensional Float32 tensor.</summary>
    public static implicit operator Tensor(Half value) => new Literal(value);

    /// <summary>A zero-dimensional Int64 tensor; smaller integers convert by way of this.</summary>
    public static implicit operator Tensor(int value) => new Literal(value);

    /// <summary>A zero-dimensional Int64 tensor.</summary>
    public static implicit operator Tensor(long value) => new Literal(value);

    /// <summary>A zero-dimensional Bool tensor.</summary>
    public static implicit operator Tensor(bool value) => new Literal(value);

    /// <summary>A zero-dimensional tensor of the number's own type.</summary>
    public static implicit operator Tensor(Scalar value) => new Literal(value);

    /// <summary>A one-dimensional Float32 tensor with a copy of the elements.</summary>
    public static implicit operator Tensor(float[] elements) => From(elements);

    /// <summary>A one-dimensional Float64 tensor with a copy of the elements.</summary>
    public static implicit operator Tensor(double[] elements) => From(elements);

    /// <summary>A one-dimensional Float16 tensor with a copy of the elements.</summary>
    public static implicit operator Tensor(Half[] elements) => From(elements);

    /// <summary>A one-dimensional BFloat16 tensor with a copy of the elements.</summary>
    public static implicit operator Tensor(BFloat16[] elements) => From(elements);

    /// <summary>A one-dimensional Int8 tensor with a copy of the elements.</summary>
    public static implicit operator Tensor(sbyte[] elements) => From(elements);

    /// <summary>A one-dimensional Int16 tensor with a copy of the elements.</summary>
    public static implicit operator Tensor(short[] elements) => From(elements);

    /// <summary>A one-dimensional Int32 tensor with a copy of the elements.</summary>
    public static implicit operator Tensor(int[] elements) => From(elements);

    /// <summary>A one-dimensional Int64 tensor with a copy of the elements.</summary>
    public static implicit operator Tensor(long[] elements) => From(elements);

    /// <summary>A one-dimensional UInt8 tensor with a copy of the elements.</summary>
    public static implicit operator Tensor(byte[] elements) => From(elements);

    /// <summary>A one-dimensional Bool tensor with a copy of the elements.</summary>
    public static implicit operator Tensor(bool[] elements) => From(elements);

    /// <summary>A two-dimensional Float32 tensor with a copy of the elements.</summary>
    public static implicit operator Tensor(float[,] elements) => From(elements);

    /// <summary>A two-dimensional Float64 tensor with a copy of the elements.</summary>
    public static implicit operator Tensor(double[,] elements) => From(elements);

    /// <summary>A two-dimensional Int32 tensor with a copy of the elements.</summary>
    public static implicit operator Tensor(int[,] elements) => From(elements);

    /// <summary>A two-dimensional Int64 tensor with a copy of the elements.</summary>
    public static implicit operator Tensor(long[,] elements) => From(elements);

    /// <summary>A two-dimensional Bool tensor with a copy of the elements.</summary>
    public static implicit operator Tensor(bool[,] elements) => From(elements);

    /// <summary>A three-dimensional Float32 tensor with a copy of the elements.</summary>
    public static implicit operator Tensor(float[,,] elements) => From(elements);

    /// <summary>A three-dimensional Float64 tensor with a copy of the elements.</summary>
    public static implicit operator Tensor(double[,,] elements) => From(elements);

    /// <summary>
    /// What a collection expression makes: numbers become a vector, rows a matrix, and so on. Elements are converted to
    /// their common type; gradients flow back into those that are tensors with a history.
    /// </summary>
    /// <exception cref="ArgumentException">The elements differ in shape.</exception>
    public static Tensor FromElements(ReadOnlySpan<Tensor> elements)
    {
        if (elements.Length == 0) return Zeros([0]);
        var (areNumbers, haveHistory) = (true, false);
        for (var i = 0; i < elements.Length; i++)
        {
            var element = elements[i] ?? throw new ArgumentException($"[...]: element {i} is null.", nameof(elements));
            areNumbers &= element is Literal { IsPristine: true };
            haveHistory |= element.RequiresGrad;
            if (!element._layout.HasSizesOf(elements[0]._layout))
                throw new ArgumentException(
                    $"[...]: element {i} has shape {element.Shape} and element 0 has {elements[0].Shape}; " +
                    "they must have one shape.", nameof(elements));
        }
        if (areNumbers) return FromNumbers(elements);
        return haveHistory && GradMode.IsEnabled ? Stack(elements) : FromRows(elements);
    }

    static Tensor FromNumbers(ReadOnlySpan<Tensor> literals)
    {
        var tensor = Allocate(Layout.Contiguous([literals.Length]), Promotion.Result(literals));
        switch (tensor.DType)
        {
            case DType.Float32: Write(literals, tensor.Span<float>()); break;
            case DType.Int64: Write(literals, tensor.Span<long>()); break;
            default: Write(literals, tensor.Span<bool>()); break;
        }
        return tensor;
    }

    static void Write<T>(ReadOnlySpan<Tensor> literals, Span<T> elements) where T : unmanaged
    {
        for (var i = 0; i < elements.Length; i++) elements[i] = ((Literal)literals[i]).Value.To<T>();
    }

    static Tensor FromRows(ReadOnlySpan<Tensor> rows)
    {
        var layout = rows[0]._layout.AsContiguous();
        var tensor = Allocate(Layout.Contiguous([rows.Length, .. layout.Sizes]), Promotion.Result(rows));
        for (var i = 0; i < rows.Length && layout.Count > 0; i++)
        {
            var row = tensor.Alias(layout, i * layout.Count);
            if (rows[i].IsContiguous && rows[i].DType == tensor.DType) row.CopyBytes(ref rows[i].GetPinnableReference());
            else row.Write(rows[i]);
        }
        return tensor;
    }
}
