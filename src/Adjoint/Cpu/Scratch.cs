using System.Runtime.InteropServices;
using Adjoint.Cpu.Buffers;

namespace Adjoint.Cpu;

/// <summary>
/// Memory for the time of one kernel: aligned to cache lines, with arbitrary content, lent by the calling thread, which keeps
/// it for the next one.
/// </summary>
internal readonly unsafe ref struct Scratch<T> where T : unmanaged
{
    readonly ScratchBlock _block;

    /// <summary>Memory for <paramref name="count"/> elements.</summary>
    public Scratch(long count) => _block = ScratchBlock.Take((nuint)Math.Max(1, checked(count * sizeof(T))));

    /// <summary>The first element; valid until <see cref="Dispose"/>.</summary>
    public T* Pointer => (T*)_block.Pointer;

    public void Dispose() => ScratchBlock.Give(_block);
}

/// <summary>A piece of memory that a thread lends again and again; freed with the thread.</summary>
internal sealed unsafe class ScratchBlock
{
    const nuint Alignment = 64;

    // Larger ones are freed at once.
    const nuint Kept = 32 << 20;

    [ThreadStatic]
    static ScratchBlock? t_free;

    readonly nuint _size;
    ScratchBlock? _next;

    ScratchBlock(nuint size)
    {
        _size = size;
        Pointer = NativeMemory.AlignedAlloc(size, Alignment);
        HugePages.Ask(Pointer, (long)size);
    }

    public void* Pointer { get; private set; }

    /// <summary>The first block that is large enough; in its absence a new one takes the place of one that is not.</summary>
    public static ScratchBlock Take(nuint size)
    {
        ref var link = ref t_free;
        while (link is { } block && block._size < size) link = ref block._next;
        if (link is { } found)
        {
            link = found._next;
            return found;
        }
        if (t_free is { } small)
        {
            t_free = small._next;
            small.Free();
        }
        return new(size > Kept ? size : System.Numerics.BitOperations.RoundUpToPowerOf2(size));
    }

    public static void Give(ScratchBlock block)
    {
        if (block._size > Kept) block.Free();
        else (block._next, t_free) = (t_free, block);
    }

    ~ScratchBlock() => NativeMemory.AlignedFree(Pointer);

    void Free()
    {
        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
    }
}
