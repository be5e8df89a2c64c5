using System.Diagnostics;

namespace Adjoint.Cpu.Parallel;

/// <summary>
/// Where one thread waits for a word in memory to change: a little while by looking again and again, which notices at once,
/// then asleep, which costs nothing.
/// </summary>
internal sealed class Berth
{
    // 100 us: shared work comes in bursts, and waking up takes about as long as that. On a single core looking helps nobody.
    static readonly long s_patience = Environment.ProcessorCount == 1 ? 0 : Stopwatch.Frequency / 10_000;

    readonly object _door = new();
    bool _isAsleep;

    /// <summary>Returns when <paramref name="word"/> is no longer <paramref name="value"/>, or for no reason at all.</summary>
    public void WaitWhile(ref long word, long value)
    {
        if (s_patience == 0 || !ChangesSoon(ref word, value)) Sleep(ref word, value);
    }

    /// <summary>Wakes the sleeper, to be called after the word was changed by an interlocked operation.</summary>
    public void Wake()
    {
        if (!Volatile.Read(ref _isAsleep)) return;
        lock (_door) Monitor.Pulse(_door);
    }

    static bool ChangesSoon(ref long word, long value)
    {
        var start = Stopwatch.GetTimestamp();
        do
        {
            for (var i = 0; i < 16; i++)
            {
                if (Volatile.Read(ref word) != value) return true;
                Thread.SpinWait(1);
            }
        }
        while (Stopwatch.GetTimestamp() - start < s_patience);
        return false;
    }

    // Who changes the word sees the sleeper, or the sleeper sees the change: each writes before it looks.
    void Sleep(ref long word, long value)
    {
        lock (_door)
        {
            Volatile.Write(ref _isAsleep, true);
            Interlocked.MemoryBarrier();
            if (Volatile.Read(ref word) == value) Monitor.Wait(_door);
            Volatile.Write(ref _isAsleep, false);
        }
    }
}
