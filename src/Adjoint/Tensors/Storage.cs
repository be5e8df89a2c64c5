using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Adjoint.Cpu.Buffers;

namespace Adjoint;

/// <summary>
/// The memory behind one or more tensors: a managed array, or memory of somebody else that is kept alive. Counts how often
/// it was changed in place, so that a backward pass can tell that a saved tensor no longer holds what it held.
/// </summary>
internal sealed unsafe class Storage
{
    // Arrays of this hold what is too long for an array of elements: up to 2^37 bytes.
    [StructLayout(LayoutKind.Sequential, Size = 64)]
    struct Block;

    sealed record Outside(nint Pointer, object Owner);

    // What so few bytes hold lies in this object, and there is no array.
    const int FewBytes = 2 * sizeof(long);

    // The start, where that is so.
    const int Within = -1;

    // In the place of the origin when the memory went back.
    static readonly object s_gone = new();

    Array? _array;
    object? _origin;
    InlineArray2<long> _few;
    int _start;

    Storage() => _start = Within;

    Storage(Array array) => _array = array;

    Storage(Cpu.Buffers.Buffer buffer)
    {
        _array = buffer.Array;
        _origin = buffer;
        _start = buffer.Start;
    }

    /// <summary>Memory that belongs to <paramref name="owner"/> and stays where it is as long as the owner lives.</summary>
    public Storage(void* pointer, object owner) => _origin = new Outside((nint)pointer, owner);

    /// <summary>How many times the memory was changed in place.</summary>
    public int Version { get; set; }

    /// <summary>How deep in scopes within scopes the one is that gives this memory back; 0 for none.</summary>
    public short Depth { get; set; }

    /// <summary>Whether somebody outside of the library knows the memory, or may.</summary>
    public bool IsShared { get; set; }

    /// <summary>The first byte.</summary>
    public ref byte Root
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (_start == Within) return ref Unsafe.As<InlineArray2<long>, byte>(ref _few);
            if (_array is { } array) return ref Unsafe.AddByteOffset(ref MemoryMarshal.GetArrayDataReference(array), _start);
            return ref OutsideRoot();
        }
    }

    /// <summary>An array of a user, shared and not copied.</summary>
    public static Storage Of<T>(T[] array) where T : unmanaged => new(array);

    /// <summary>Fresh memory for <paramref name="count"/> elements, zeroed or with arbitrary content.</summary>
    public static Storage Allocate(DType dtype, long count, bool zeroed = false)
    {
        var storage = count <= FewBytes && count * dtype.ItemSize <= FewBytes ? new() : AllocateArray(dtype, count, zeroed);
        MemoryFrame.Current?.Add(storage);
        return storage;
    }

    static Storage AllocateArray(DType dtype, long count, bool zeroed)
    {
        var allocate = new AllocateAction { Count = count, Zeroed = zeroed };
        dtype.Run(ref allocate);
        return allocate.Storage!;
    }

    /// <summary>
    /// The array of <typeparamref name="T"/> behind, if there is one, and how many elements into it the memory begins.
    /// It is shared from now on.
    /// </summary>
    public (T[] Array, int Start)? Share<T>() where T : unmanaged
    {
        if (_start == Within) MoveOut<T>();
        if (_array is null) OutsideRoot();
        if (_array is not T[] array) return null;
        IsShared = true;
        return (array, _start / sizeof(T));
    }

    /// <summary>Gives the memory back. Nobody can read it through this storage any more.</summary>
    public void Release()
    {
        if (IsShared) return;
        if (_start == Within)
        {
            _start = 0; // without an array there is nothing any more
            return;
        }
        if (_array is null) return;
        var buffer = _origin as Cpu.Buffers.Buffer;
        (_array, _origin) = (null, s_gone);
        buffer?.Return();
    }

    void MoveOut<T>() where T : unmanaged
    {
        _array = MemoryMarshal.Cast<long, T>(_few).ToArray();
        _start = 0;
    }

    ref byte OutsideRoot()
    {
        if (_origin is Outside outside) return ref *(byte*)outside.Pointer;
        throw new ObjectDisposedException(nameof(Tensor),
            "The memory of this tensor went back at the end of the TensorScope it was made in. " +
            "Call scope.Keep(tensor) before the scope ends, or take numbers out of it (Item, ToArray).");
    }

    struct AllocateAction : IDTypeAction
    {
        public required long Count;
        public required bool Zeroed;
        public Storage? Storage;

        public void Run<T>() where T : unmanaged
        {
            if (Count < SizeClass.Smallest / sizeof(T))
            {
                Storage = new(new T[Count]);
            }
            else if (Count <= Array.MaxLength)
            {
                Storage = new(BufferPool.Rent<T>(Count, Zeroed));
            }
            else
            {
                var blocks = (Count - 1) / (sizeof(Block) / sizeof(T)) + 1;
                if (blocks > Array.MaxLength) throw new ArgumentException($"A tensor of {Count} elements does not fit into memory.");
                Storage = new(BufferPool.Rent<Block>(blocks, Zeroed));
            }
        }
    }
}
