using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// The elements in row-major order: the tensor's own memory if it is contiguous, otherwise a copy. For writing there is
    /// <see cref="CopyFrom"/>, and <see cref="AsWritableSpan"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">The elements are not of type <typeparamref name="T"/>, or more than fit
    /// into a span.</exception>
    public ReadOnlySpan<T> AsSpan<T>() where T : unmanaged
    {
        CheckElements<T>(nameof(AsSpan));
        return (IsContiguous ? this : Copy()).Span<T>();
    }

    /// <summary>
    /// The stretch of memory the elements lie in, from the first to the last, never a copy: element [i, j] of a matrix stands
    /// at i * Strides[0] + j * Strides[1], and what lies between belongs to other views of the same memory.
    /// </summary>
    /// <exception cref="InvalidOperationException">The elements are not of type <typeparamref name="T"/>, or the stretch does not fit
    /// into a span.</exception>
    public ReadOnlySpan<T> AsStridedSpan<T>() where T : unmanaged
    {
        CheckElements<T>(nameof(AsStridedSpan));
        return Stretch<T>();
    }

    /// <summary>
    /// The same stretch of memory as <see cref="AsStridedSpan"/>, to write into; for a contiguous tensor these are its
    /// elements in row-major order. Counts as a change in place (see <see cref="Fill"/>), and only at the time of the call:
    /// do not keep the span and write later.
    /// </summary>
    /// <exception cref="InvalidOperationException">The elements are not of type <typeparamref name="T"/>, the stretch does not
    /// fit into a span, or the tensor cannot be changed in place.</exception>
    public Span<T> AsWritableSpan<T>() where T : unmanaged
    {
        CheckElements<T>(nameof(AsWritableSpan));
        CheckInPlace(nameof(AsWritableSpan));
        Storage.Version++;
        return Stretch<T>();
    }

    /// <summary>
    /// The array this tensor's elements lie in and the part of it from its first to its last element, without a copy. As with
    /// <see cref="Wrap{T}(T[], Shape?, bool)"/>, the tensor does not notice when the array is written to.
    /// </summary>
    /// <returns>False if the elements are not of type <typeparamref name="T"/> or do not lie in an array of them.</returns>
    public bool TryGetArray<T>(out ArraySegment<T> part) where T : unmanaged
    {
        part = default;
        if (DTypeSwitch.Of<T>() != DType || _storage.Share<T>() is not { } shared) return false;
        part = new(shared.Array, shared.Start + (int)_offset, (int)_layout.Extent);
        return true;
    }

    /// <summary>The tensor's own memory; only for contiguous tensors of <typeparamref name="T"/>.</summary>
    internal Span<T> Span<T>() where T : unmanaged => Span<T>(Count);

    Span<T> Stretch<T>() where T : unmanaged => Span<T>(_layout.Extent);

    Span<T> Span<T>(long count) where T : unmanaged
    {
        if (count > int.MaxValue)
            throw new InvalidOperationException($"A tensor of {Count} elements does not fit into a span; take parts of it with Narrow.");
        return MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref GetPinnableReference()), (int)count);
    }

    void CheckElements<T>(string operation)
    {
        var wanted = DTypeSwitch.Of<T>();
        if (wanted != DType)
            throw new InvalidOperationException(
                $"{operation}: the elements are {DType}, not {typeof(T).Name}; use To(DType.{wanted}) first, " +
                $"or ToArray<{typeof(T).Name}>().");
    }
}
