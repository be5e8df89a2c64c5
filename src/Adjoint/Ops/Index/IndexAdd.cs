namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// A copy of this tensor with <paramref name="alpha"/> times each index of a dimension of <paramref name="source"/> added
    /// at the index of that dimension which <paramref name="index"/> gives for it.
    /// </summary>
    /// <param name="dim">The dimension.</param>
    /// <param name="index">A vector of integers from 0 to the dimension's size - 1; all that is added for an index named
    /// several times counts.</param>
    /// <param name="source">What is added: of this tensor's type, and of its shape but for the dimension,
    /// which is as long as the index.</param>
    /// <param name="alpha">A factor.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or an index is not within it.</exception>
    /// <exception cref="ArgumentException">The index is not a vector of integers, or shapes or types do not fit.</exception>
    public Tensor IndexAdd(int dim, Tensor index, Tensor source, Scalar? alpha = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (alpha is { } factor && factor != 1)
        {
            if (factor.IsFloatingPoint && !source.DType.IsFloatingPoint)
                throw new ArgumentException($"IndexAdd: alpha {factor} is no integer, but the tensors are {source.DType}.");
            source = source * factor;
        }
        return PutAlong(nameof(IndexAdd), dim, index, source, accumulate: true);
    }

    /// <summary>
    /// A copy of this tensor in which the indices of a dimension that <paramref name="index"/> names are replaced by those of
    /// <paramref name="source"/>, one after the other; where one is named several times, the last wins.
    /// </summary>
    /// <inheritdoc cref="IndexAdd" path="/exception"/>
    /// <param name="dim">The dimension.</param>
    /// <param name="index">A vector of integers from 0 to the dimension's size - 1.</param>
    /// <param name="source">The new elements: of this tensor's type, and of its shape but for the dimension,
    /// which is as long as the index.</param>
    public Tensor IndexCopy(int dim, Tensor index, Tensor source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return PutAlong(nameof(IndexCopy), dim, index, source, accumulate: false);
    }

    /// <summary>A copy of this tensor in which all elements at the given indices of a dimension are one number.</summary>
    /// <param name="dim">The dimension.</param>
    /// <param name="index">A vector of integers within the dimension; negative ones count from the end.</param>
    /// <param name="value">The number.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or an index is not within it.</exception>
    /// <exception cref="ArgumentException">The index is not a vector of integers.</exception>
    public Tensor IndexFill(int dim, Tensor index, Scalar value) => IndexFill(dim, index, new Literal(value));

    /// <summary>The same with a zero-dimensional tensor for the number, to which gradients flow.</summary>
    /// <inheritdoc cref="IndexFill(int, Tensor, Scalar)" path="/exception"/>
    public Tensor IndexFill(int dim, Tensor index, Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Rank != 0)
            throw new ArgumentException($"IndexFill: the value must be a single number, not of shape {value.Shape}; use IndexCopy.");
        dim = Dim.Wrap(dim, Rank);
        var x = Ops.Gather.AtLeastVector(this);
        var block = Ops.Block.Of(nameof(IndexFill), dim, wraps: true);
        return new Ops.IndexPut(block, Accumulate: false).Apply(x, Ops.Indices.Vector(nameof(IndexFill), index), value.To(DType))
            .Reshape(Layout.Sizes);
    }

    Tensor PutAlong(string operation, int dim, Tensor index, Tensor source, bool accumulate)
    {
        dim = Dim.Wrap(dim, Rank, operation);
        var (x, values) = (Ops.Gather.AtLeastVector(this), Ops.Gather.AtLeastVector(source));
        var positions = Ops.Indices.Vector(operation, index);
        if (source.DType != DType)
            throw new ArgumentException(
                $"{operation}: elements of type {source.DType} cannot be put into a {DType} tensor; convert them with To(DType.{DType}).");
        var sizes = Ops.Indexed.Sizes(x.Layout, [dim], positions.Layout);
        if (!values.Layout.Sizes.AsSpan().SequenceEqual(sizes))
            throw new ArgumentException(
                $"{operation}: for {positions.Count} indices along dimension {dim} of shape {Shape} the source must have shape " +
                $"[{string.Join(", ", sizes)}], not {source.Shape}.");
        return new Ops.IndexPut(Ops.Block.Of(operation, dim, wraps: false), accumulate).Apply(x, positions, values).Reshape(Layout.Sizes);
    }
}
