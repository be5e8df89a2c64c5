using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint;

public partial class Tensor
{
    /// <summary>A zero-dimensional tensor.</summary>
    /// <param name="value">The number.</param>
    /// <param name="dtype">The type of the element; if left out that of the number: Float32, Int64 or Bool.</param>
    /// <param name="requiresGrad">Whether gradients with respect to it are computed.</param>
    /// <exception cref="InvalidOperationException">Gradients are asked for, and the type is not floating-point.</exception>
    public static Tensor From(Scalar value, DType? dtype = null, bool requiresGrad = false) =>
        Full([], value, dtype, requiresGrad: requiresGrad);

    /// <summary>A one-dimensional tensor with a copy of the elements; they keep their type.</summary>
    /// <exception cref="NotSupportedException">No element type is a <typeparamref name="T"/>.</exception>
    /// <exception cref="InvalidOperationException">Gradients are asked for, and the type is not floating-point.</exception>
    public static Tensor From<T>(T[] elements, bool requiresGrad = false) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(elements);
        return Copy<T>(elements, [elements.LongLength], requiresGrad);
    }

    /// <summary>A tensor of the given shape with a copy of the elements, in row-major order; they keep their type.</summary>
    /// <exception cref="ArgumentException">The number of elements is not that of the shape.</exception>
    /// <inheritdoc cref="From{T}(T[], bool)" path="/exception"/>
    public static Tensor From<T>(T[] elements, Shape shape, bool requiresGrad = false) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(elements);
        return Copy<T>(elements, shape, requiresGrad);
    }

    /// <summary>A two-dimensional tensor with a copy of the elements; they keep their type.</summary>
    /// <inheritdoc cref="From{T}(T[], bool)" path="/exception"/>
    public static Tensor From<T>(T[,] elements, bool requiresGrad = false) where T : unmanaged => Copy<T>(elements, requiresGrad);

    /// <summary>A three-dimensional tensor with a copy of the elements; they keep their type.</summary>
    /// <inheritdoc cref="From{T}(T[], bool)" path="/exception"/>
    public static Tensor From<T>(T[,,] elements, bool requiresGrad = false) where T : unmanaged => Copy<T>(elements, requiresGrad);

    /// <summary>A four-dimensional tensor with a copy of the elements; they keep their type.</summary>
    /// <inheritdoc cref="From{T}(T[], bool)" path="/exception"/>
    public static Tensor From<T>(T[,,,] elements, bool requiresGrad = false) where T : unmanaged => Copy<T>(elements, requiresGrad);

    /// <summary>A two-dimensional tensor with a copy of the rows, which must be of one length; elements keep their type.</summary>
    /// <exception cref="ArgumentException">The rows differ in length.</exception>
    /// <inheritdoc cref="From{T}(T[], bool)" path="/exception"/>
    [OverloadResolutionPriority(-1)]
    public static Tensor From<T>(T[][] rows, bool requiresGrad = false) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(rows);
        var columns = rows.Length == 0 ? 0 : rows[0]?.Length ?? 0;
        var tensor = Allocate(Layout.Contiguous([rows.Length, columns]), DTypeSwitch.Of<T>());
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i] ?? throw new ArgumentException($"From: row {i} is null.", nameof(rows));
            if (row.Length != columns)
                throw new ArgumentException(
                    $"From: row {i} has {row.Length} elements and row 0 has {columns}; rows must be of one length.", nameof(rows));
            row.CopyTo(tensor.Alias(Layout.Contiguous([columns]), (long)i * columns).Span<T>());
        }
        return tensor.Tracked(requiresGrad);
    }

    /// <summary>A one-dimensional tensor with a copy of the elements; they keep their type.</summary>
    /// <inheritdoc cref="From{T}(T[], bool)" path="/exception"/>
    public static Tensor From<T>(ReadOnlySpan<T> elements, bool requiresGrad = false) where T : unmanaged =>
        From(elements, [elements.Length], requiresGrad);

    /// <summary>A tensor of the given shape with a copy of the elements, in row-major order; they keep their type.</summary>
    /// <inheritdoc cref="From{T}(T[], Shape, bool)" path="/exception"/>
    public static Tensor From<T>(ReadOnlySpan<T> elements, Shape shape, bool requiresGrad = false) where T : unmanaged
    {
        CheckFilled(nameof(From), elements.Length, shape);
        var tensor = Allocate(Layout.Contiguous(shape.Sizes), DTypeSwitch.Of<T>());
        elements.CopyTo(tensor.Span<T>());
        return tensor.Tracked(requiresGrad);
    }

    /// <summary>
    /// A one-dimensional tensor with a copy of the elements; they keep their type. <see cref="Wrap{T}(Memory{T}, Shape?, bool)"/>
    /// shares them instead.
    /// </summary>
    /// <inheritdoc cref="From{T}(T[], bool)" path="/exception"/>
    public static Tensor From<T>(ReadOnlyMemory<T> elements, bool requiresGrad = false) where T : unmanaged =>
        From(elements.Span, requiresGrad);

    /// <summary>A tensor of the given shape with a copy of the elements, in row-major order; they keep their type.</summary>
    /// <inheritdoc cref="From{T}(T[], Shape, bool)" path="/exception"/>
    public static Tensor From<T>(ReadOnlyMemory<T> elements, Shape shape, bool requiresGrad = false) where T : unmanaged =>
        From(elements.Span, shape, requiresGrad);

    static Tensor Copy<T>(Array elements, bool requiresGrad) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(elements);
        var sizes = new long[elements.Rank];
        for (var i = 0; i < sizes.Length; i++) sizes[i] = elements.GetLongLength(i);
        return Copy<T>(elements, new Shape(sizes), requiresGrad);
    }

    static Tensor Copy<T>(Array elements, Shape shape, bool requiresGrad) where T : unmanaged
    {
        CheckFilled(nameof(From), elements.LongLength, shape);
        var tensor = Allocate(Layout.Contiguous(shape.Sizes), DTypeSwitch.Of<T>());
        tensor.CopyBytes(ref MemoryMarshal.GetArrayDataReference(elements));
        return tensor.Tracked(requiresGrad);
    }

    // Overwrites this tensor, which is contiguous, with as many bytes from somewhere else.
    unsafe void CopyBytes(ref byte source)
    {
        fixed (byte* from = &source, to = this) Buffer.MemoryCopy(from, to, Count * DType.ItemSize, Count * DType.ItemSize);
    }

    static void CheckFilled(string operation, long count, Shape shape)
    {
        if (count != shape.Count)
            throw new ArgumentException(
                $"{operation}: {count} elements do not fill shape {shape}, which has {shape.Count}.", nameof(shape));
    }
}
