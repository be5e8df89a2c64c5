using System.Runtime;

namespace Adjoint.Cpu.Buffers;

/// <summary>An array that goes back to a shelf when it is no longer needed.</summary>
internal class Buffer(Array array, int start, Shelf shelf)
{
    /// <summary>The memory.</summary>
    public Array Array { get; } = array;

    /// <summary>How many bytes into the array its use begins.</summary>
    public int Start { get; } = start;

    /// <summary>When it was put back last, in milliseconds.</summary>
    public long IdleSince { get; set; }

    /// <summary>Puts it back; nobody may use the array any more.</summary>
    public virtual void Return() => shelf.Put(this);

    /// <summary>Leaves the array to the collector.</summary>
    public virtual void Abandon() { }
}

/// <summary>
/// A large buffer. It comes back by itself when the collector finds that nobody refers to its array any more: no tensor, no
/// span, no kernel that is at work on it.
/// </summary>
/// <remarks>
/// The array keeps this object alive, by a dependent handle, not the other way round. When the array can no longer be
/// reached, neither can this object; its finalizer is then the only one that sees both.
/// </remarks>
internal sealed class LargeBuffer : Buffer
{
    readonly long _size;
    int _round;
    DependentHandle _watch;

    public LargeBuffer(Array array, int start, Shelf shelf, long size) : base(array, start, shelf)
    {
        _size = size;
        _watch = new(array, this);
    }

    ~LargeBuffer()
    {
        if (!_watch.IsAllocated) return;
        GC.ReRegisterForFinalize(this);
        Return();
    }

    /// <summary>Takes note that somebody uses it.</summary>
    public void Lend()
    {
        _round = Shortage.Round;
        Shortage.Lent(_size);
    }

    public override void Return()
    {
        Shortage.Returned(_size, _round);
        base.Return();
    }

    public override void Abandon() => _watch.Dispose();
}
