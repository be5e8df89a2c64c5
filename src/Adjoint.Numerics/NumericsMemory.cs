using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint;

/// <summary>The elements of a dense <see cref="Tensor{T}"/> as memory.</summary>
internal sealed class NumericsMemory<T>(Tensor<T> tensor) : MemoryManager<T> where T : unmanaged
{
    public override Span<T> GetSpan() =>
        MemoryMarshal.CreateSpan(ref Unsafe.AsRef(in tensor.GetPinnableReference()), (int)tensor.FlattenedLength);

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(elementIndex, 0); // only the whole is ever pinned
        return tensor.GetPinnedHandle();
    }

    public override void Unpin() { }

    protected override void Dispose(bool disposing) { }
}
