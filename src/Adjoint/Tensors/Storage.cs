using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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

    readonly Array? _array;
    readonly byte* _pointer;
    readonly object? _owner;

    Storage(Array array) => _array = array;

    /// <summary>Memory that belongs to <paramref name="owner"/> and stays where it is as long as the owner lives.</summary>
    public Storage(void* pointer, object owner)
    {
        _pointer = (byte*)pointer;
        _owner = owner;
    }

    /// <summary>How many times the memory was changed in place.</summary>
    public int Version { get; set; }

    /// <summary>The array behind, if there is one: of elements, or for very large ones of blocks.</summary>
    public Array? Array => _array;

    /// <summary>What keeps memory outside of managed arrays alive.</summary>
    public object? Owner => _owner;

    /// <summary>The first byte.</summary>
    public ref byte Root
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (_array is { } array) return ref MemoryMarshal.GetArrayDataReference(array);
            return ref *_pointer;
        }
    }

    /// <summary>An array of a user, shared and not copied.</summary>
    public static Storage Of<T>(T[] array) where T : unmanaged => new(array);

    /// <summary>Fresh memory for <paramref name="count"/> elements, zeroed or with arbitrary content.</summary>
    public static Storage Allocate(DType dtype, long count, bool zeroed = false)
    {
        var allocate = new AllocateAction { Count = count, Zeroed = zeroed };
        dtype.Run(ref allocate);
        return new(allocate.Array!);
    }

    struct AllocateAction : IDTypeAction
    {
        public required long Count;
        public required bool Zeroed;
        public Array? Array;

        public void Run<T>() where T : unmanaged
        {
            if (Count <= System.Array.MaxLength)
            {
                Array = Zeroed || Count * sizeof(T) < 2048 ? new T[Count] : GC.AllocateUninitializedArray<T>((int)Count);
                return;
            }
            var blocks = (Count - 1) / (sizeof(Block) / sizeof(T)) + 1;
            if (blocks > System.Array.MaxLength) throw new ArgumentException($"A tensor of {Count} elements does not fit into memory.");
            Array = Zeroed ? new Block[blocks] : GC.AllocateUninitializedArray<Block>((int)blocks);
        }
    }
}
