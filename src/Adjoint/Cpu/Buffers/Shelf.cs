namespace Adjoint.Cpu.Buffers;

/// <summary>Idle buffers of one length and element type. The one put back last, which may still be in the cache, is taken first.</summary>
internal sealed class Shelf
{
    readonly Lock _lock = new();
    Buffer[] _buffers = new Buffer[4];
    int _count;

    /// <summary>Takes a buffer; null if there is none.</summary>
    public Buffer? Take()
    {
        if (Volatile.Read(ref _count) == 0) return null;
        lock (_lock)
        {
            if (_count == 0) return null;
            var buffer = _buffers[--_count];
            _buffers[_count] = null!;
            return buffer;
        }
    }

    /// <summary>The same a moment after a collection: waits a little for the thread that brings buffers back.</summary>
    public Buffer? TakeSoon()
    {
        for (var i = 0; i < 100 && Volatile.Read(ref _count) == 0; i++) Thread.SpinWait(20);
        return Take();
    }

    /// <summary>Puts a buffer back.</summary>
    public void Put(Buffer buffer)
    {
        buffer.IdleSince = Environment.TickCount64;
        lock (_lock)
        {
            if (_count == _buffers.Length) Array.Resize(ref _buffers, 2 * _count);
            _buffers[_count++] = buffer;
        }
    }

    /// <summary>Leaves to the collector what has lain idle since before <paramref name="time"/>.</summary>
    public void Trim(long time)
    {
        if (Volatile.Read(ref _count) == 0) return;
        lock (_lock)
        {
            var old = 0;
            while (old < _count && _buffers[old].IdleSince < time) _buffers[old++].Abandon();
            Array.Copy(_buffers, old, _buffers, 0, _count - old);
            Array.Clear(_buffers, _count - old, old);
            _count -= old;
        }
    }
}
