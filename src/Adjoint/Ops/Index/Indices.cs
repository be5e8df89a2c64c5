using Adjoint.Cpu.Indexing;

namespace Adjoint.Ops;

/// <summary>Index tensors as users give them, and what kernels make of them.</summary>
internal static unsafe class Indices
{
    /// <summary>Index tensors may be of any integer type; kernels read Int64.</summary>
    /// <exception cref="ArgumentException">The tensor is not of integers.</exception>
    public static Tensor Check(string operation, Tensor index)
    {
        ArgumentNullException.ThrowIfNull(index);
        if (!index.DType.IsInteger && index.Count > 0)
            throw new ArgumentException(
                $"{operation}: indices must be integers, not {index.DType}; " +
                $"{(index.DType == DType.Bool ? "index with a mask in brackets, x[mask]" : "convert them with To(DType.Int64)")}.");
        return index.Convert(DType.Int64);
    }

    /// <summary>
    /// The positions that a tuple of index tensors, which broadcast, stands for in the block of the dimensions they index:
    /// Int64, contiguous, every one within the block.
    /// </summary>
    /// <param name="operation">The operation as users know it.</param>
    /// <param name="axes">The dimensions, one for each index tensor.</param>
    /// <param name="indices">Int64 tensors.</param>
    public static Tensor Flatten(string operation, ReadOnlySpan<Axis> axes, ReadOnlySpan<Tensor> indices)
    {
        var sizes = indices[0].Layout.Sizes;
        foreach (var index in indices)
        {
            sizes = Broadcast.Sizes(sizes, index.Layout.Sizes) ??
                throw new ArgumentException(
                    $"{operation}: index tensors of shapes {string.Join(", ", indices.ToArray().Select(i => i.Shape))} do not broadcast; " +
                    "sizes must be equal or 1, counted from the last dimension.");
        }
        var positions = Tensor.Zeros(new Shape(sizes), DType.Int64);
        for (var i = 0; i < indices.Length; i++)
        {
            fixed (byte* first = indices[i])
            {
                var isDirect = indices[i].IsContiguous && indices[i].Layout.HasSizesOf(positions.Layout);
                Elementwise.Walk(positions, indices[i], new FlattenRow(axes[i] with { First = isDirect ? (long*)first : null }));
            }
        }
        return positions;
    }

    /// <summary>A vector of indices, or a single one, not yet checked against a dimension.</summary>
    /// <exception cref="ArgumentException">The tensor is not of integers, or has several dimensions.</exception>
    public static Tensor Vector(string operation, Tensor index)
    {
        index = Check(operation, index);
        if (index.Rank > 1) throw new ArgumentException($"{operation}: the indices must be a vector, not of shape {index.Shape}.");
        return Gather.AtLeastVector(index);
    }
}
