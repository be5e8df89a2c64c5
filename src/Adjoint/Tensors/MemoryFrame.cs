namespace Adjoint;

/// <summary>
/// What was allocated on a thread since a point in time, to be given back together. Frames lie within each other; what
/// survives one belongs to the frame around it.
/// </summary>
internal sealed class MemoryFrame
{
    [ThreadStatic]
    static MemoryFrame? t_current;

    [ThreadStatic]
    static MemoryFrame? t_spare;

    Storage[] _made = new Storage[16];
    int _count;
    MemoryFrame? _outer;

    /// <summary>The innermost frame of this thread; null if there is none.</summary>
    public static MemoryFrame? Current => t_current;

    /// <summary>How many frames there are around and including this one; 0 when it is closed.</summary>
    public short Depth { get; private set; }

    /// <summary>How often the object was opened: it is used again after it was closed.</summary>
    public long Number { get; private set; }

    /// <summary>Opens a frame within the current one.</summary>
    public static MemoryFrame Open()
    {
        var frame = t_spare ?? new();
        t_spare = frame._outer;
        frame._outer = t_current;
        frame.Depth = checked((short)((t_current?.Depth ?? 0) + 1));
        frame.Number++;
        return t_current = frame;
    }

    /// <summary>Takes in new memory.</summary>
    public void Add(Storage storage)
    {
        if (_count == _made.Length) Array.Resize(ref _made, 2 * _count);
        _made[_count++] = storage;
        storage.Depth = Depth;
    }

    /// <summary>Lets memory that was allocated in this frame survive it.</summary>
    public void Keep(Storage storage)
    {
        if (storage.Depth == Depth) storage.Depth--;
    }

    /// <summary>Lets memory survive all frames: it belongs to something that lives on.</summary>
    public static void Free(Storage storage) => storage.Depth = 0;

    /// <summary>Gives back what was allocated and not kept. Frames within that were not closed go with it.</summary>
    public void Close()
    {
        var depth = Depth;
        while (t_current is { } inner && inner.Depth >= depth)
        {
            inner.GiveBack();
            t_current = inner._outer;
            (inner._outer, t_spare) = (t_spare, inner);
            inner.Depth = 0;
        }
    }

    void GiveBack()
    {
        foreach (var storage in _made.AsSpan(0, _count))
        {
            if (storage.Depth == Depth) storage.Release();
            else if (storage.Depth > 0) _outer!.Add(storage);
        }
        Array.Clear(_made, 0, _count);
        _count = 0;
    }
}
