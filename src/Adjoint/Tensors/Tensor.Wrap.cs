using System.Buffers;
using System.Runtime.InteropServices;

namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// A tensor over an array itself, without a copy: what is written into one is seen in the other. The tensor does not
    /// notice when the array is written to, so do not do that between a forward pass and its <see cref="Backward"/>.
    /// </summary>
    /// <param name="array">The elements in row-major order.</param>
    /// <param name="shape">The sizes of the dimensions; a vector if left out.</param>
    /// <param name="requiresGrad">Whether gradients with respect to the tensor are computed.</param>
    /// <exception cref="ArgumentException">The number of elements is not that of the shape.</exception>
    /// <exception cref="NotSupportedException">No element type is a <typeparamref name="T"/>.</exception>
    /// <exception cref="InvalidOperationException">Gradients are asked for, and the type is not floating-point.</exception>
    public static Tensor Wrap<T>(T[] array, Shape? shape = null, bool requiresGrad = false) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(array);
        return Wrap(array.AsMemory(), shape, requiresGrad);
    }

    /// <summary>
    /// A tensor over memory itself, without a copy: what is written into one is seen in the other. Memory that is not part of
    /// an array is pinned as long as there are tensors that use it, and its owner must not free it before; spans of such a
    /// tensor are good only as long as the tensor is alive.
    /// </summary>
    /// <param name="memory">The elements in row-major order.</param>
    /// <inheritdoc cref="Wrap{T}(T[], Shape?, bool)"/>
    public static Tensor Wrap<T>(Memory<T> memory, Shape? shape = null, bool requiresGrad = false) where T : unmanaged
    {
        var dtype = DTypeSwitch.Of<T>();
        if (shape is { } wanted) CheckFilled(nameof(Wrap), memory.Length, wanted);
        var layout = Layout.Contiguous(shape?.Sizes ?? [memory.Length]);
        var tensor = MemoryMarshal.TryGetArray<T>(memory, out var part)
            ? new Tensor(Storage.Of(part.Array!), layout, part.Offset, dtype)
            : new Tensor(Pin(memory), layout, 0, dtype);
        return tensor.Tracked(requiresGrad);
    }

    static unsafe Storage Pin<T>(Memory<T> memory)
    {
        var pinned = new PinnedMemory<T>(memory);
        return new(pinned.Pointer, pinned);
    }

    /// <summary>Keeps memory alive, and where it is, until nobody refers to this.</summary>
    sealed class PinnedMemory<T>(Memory<T> memory)
    {
        MemoryHandle _handle = memory.Pin();

        public unsafe void* Pointer => _handle.Pointer;

        public Memory<T> Memory { get; } = memory;

        ~PinnedMemory() => _handle.Dispose();
    }
}
