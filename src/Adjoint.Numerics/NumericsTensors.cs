using System.Numerics.Tensors;

namespace Adjoint;

/// <summary>
/// Tensors as the types of <c>System.Numerics.Tensors</c> and back, sharing memory wherever that is possible. A single
/// number, a tensor without dimensions, is there a vector of one element.
/// </summary>
public static class NumericsTensors
{
    extension(Tensor tensor)
    {
        /// <summary>The elements, to be read, without a copy: whatever the strides, transposed and broadcast tensors included.</summary>
        /// <exception cref="InvalidOperationException">The elements are not of type <typeparamref name="T"/>, or lie too far
        /// apart for a span.</exception>
        public ReadOnlyTensorSpan<T> AsReadOnlyTensorSpan<T>() where T : unmanaged =>
            new(tensor.AsStridedSpan<T>(), Lengths(tensor), Strides(tensor));

        /// <summary>
        /// The elements, to be read and written, without a copy. Counts as one change in place, at the time of the call: see
        /// <see cref="Tensor.AsWritableSpan"/>.
        /// </summary>
        /// <exception cref="InvalidOperationException">The elements are not of type <typeparamref name="T"/>, they lie too far
        /// apart for a span, or the tensor cannot be changed in place.</exception>
        public TensorSpan<T> AsTensorSpan<T>() where T : unmanaged =>
            new(tensor.AsWritableSpan<T>(), Lengths(tensor), Strides(tensor));

        /// <summary>
        /// The tensor as a <see cref="Tensor{T}"/> over the same array, or over a copy where there is no array of
        /// <typeparamref name="T"/>: after <c>Tensor.Wrap</c> of other memory, and where one element stands for several, as after
        /// <c>Expand</c>. What is written into a shared one is seen in both, but not noticed by a backward pass.
        /// </summary>
        /// <exception cref="InvalidOperationException">The elements are not of type <typeparamref name="T"/>,
        /// or more than fit into an array.</exception>
        public Tensor<T> ToNumericsTensor<T>() where T : unmanaged
        {
            _ = tensor.AsStridedSpan<T>(); // refuses other types
            return tensor.TryGetArray<T>(out var part) && !Repeats(tensor)
                ? System.Numerics.Tensors.Tensor.Create(part.Array!, part.Offset, Lengths(tensor), Strides(tensor))
                : System.Numerics.Tensors.Tensor.Create(tensor.ToArray<T>(), Lengths(tensor));
        }
    }

    extension<T>(Tensor<T> tensor) where T : unmanaged
    {
        /// <summary>
        /// The tensor as one of Adjoint, without a copy if it is dense (in row-major order without gaps) and with a copy
        /// otherwise. Shared memory stays pinned as long as it is used.
        /// </summary>
        /// <param name="requiresGrad">Whether gradients with respect to the result are computed.</param>
        /// <exception cref="NotSupportedException">No element type is a <typeparamref name="T"/>.</exception>
        public Tensor ToAdjoint(bool requiresGrad = false)
        {
            ArgumentNullException.ThrowIfNull(tensor);
            return tensor.IsDense && tensor.FlattenedLength is > 0 and <= int.MaxValue
                ? Tensor.Wrap(new NumericsMemory<T>(tensor).Memory, ShapeOf(tensor.Lengths), requiresGrad)
                : tensor.AsReadOnlyTensorSpan().ToAdjoint(requiresGrad);
        }
    }

    extension<T>(ReadOnlyTensorSpan<T> span) where T : unmanaged
    {
        /// <summary>A tensor of Adjoint with a copy of the elements: a span cannot be kept.</summary>
        /// <param name="requiresGrad">Whether gradients with respect to the result are computed.</param>
        /// <exception cref="NotSupportedException">No element type is a <typeparamref name="T"/>.</exception>
        public Tensor ToAdjoint(bool requiresGrad = false)
        {
            var elements = new T[span.FlattenedLength];
            span.FlattenTo(elements);
            return Tensor.Wrap(elements, ShapeOf(span.Lengths), requiresGrad);
        }
    }

    extension<T>(TensorSpan<T> span) where T : unmanaged
    {
        /// <summary>A tensor of Adjoint with a copy of the elements: a span cannot be kept.</summary>
        /// <param name="requiresGrad">Whether gradients with respect to the result are computed.</param>
        /// <exception cref="NotSupportedException">No element type is a <typeparamref name="T"/>.</exception>
        public Tensor ToAdjoint(bool requiresGrad = false) => span.AsReadOnlyTensorSpan().ToAdjoint(requiresGrad);
    }

    static nint[] Lengths(Tensor tensor) => tensor.Rank == 0 ? [1] : [.. tensor.Shape.Select(size => checked((nint)size))];

    // None stand for row-major order; a dimension of one index must have none.
    static nint[] Strides(Tensor tensor)
    {
        if (tensor.IsContiguous) return [];
        var strides = new nint[tensor.Rank];
        for (var i = 0; i < strides.Length; i++) strides[i] = tensor.Shape[i] == 1 ? 0 : checked((nint)tensor.Strides[i]);
        return strides;
    }

    static Shape ShapeOf(ReadOnlySpan<nint> lengths)
    {
        var sizes = new long[lengths.Length];
        for (var i = 0; i < sizes.Length; i++) sizes[i] = lengths[i];
        return Shape.Create(sizes);
    }

    static bool Repeats(Tensor tensor)
    {
        for (var i = 0; i < tensor.Rank; i++)
        {
            if (tensor.Strides[i] == 0 && tensor.Shape[i] > 1) return true;
        }
        return false;
    }
}
