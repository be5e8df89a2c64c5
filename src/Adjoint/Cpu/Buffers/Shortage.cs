using System.Diagnostics;

namespace Adjoint.Cpu.Buffers;

/// <summary>
/// Decides when it is better to let the collector find large buffers nobody needs any more than to make new ones. Fresh
/// memory is expensive: the operating system clears every page of it when it is first touched.
/// </summary>
internal static class Shortage
{
    // So much more than twice what is needed may be lent before looking for what came free; about what stays in the cache.
    const long Slack = 32 << 20;

    // At most a tenth of the time is spent on looking; in a program with many objects a collection takes long.
    const int Share = 10;

    // Whatever it takes, no more than this part of the memory is lent beyond that.
    const int Part = 32;

    static readonly long s_limit = Math.Max(Slack, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Part);
    static readonly Lock s_lock = new();
    static long s_lent;
    static long s_survivors;
    static long s_next;

    /// <summary>How many times the collector was asked.</summary>
    public static int Round { get; private set; }

    /// <summary>Bytes of large buffers that are in use, or that the collector has not found yet.</summary>
    public static long InUse => Volatile.Read(ref s_lent);

    /// <summary>Takes note that somebody uses a buffer.</summary>
    public static void Lent(long bytes) => Interlocked.Add(ref s_lent, bytes);

    /// <summary>Takes note that a buffer came back, which was lent in the given <see cref="Round"/>.</summary>
    public static void Returned(long bytes, int round)
    {
        Interlocked.Add(ref s_lent, -bytes);
        if (round != Round) Interlocked.Add(ref s_survivors, -bytes);
    }

    /// <summary>Has the collector look for buffers that came free, if it is time to; whether it has.</summary>
    public static bool Relieve()
    {
        if (!IsTime(Stopwatch.GetTimestamp())) return false;
        lock (s_lock)
        {
            var start = Stopwatch.GetTimestamp();
            if (!IsTime(start)) return false;
            Round++;
            s_survivors = InUse;
            GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: false);
            var end = Stopwatch.GetTimestamp();
            s_next = end + (end - start) * Share;
        }
        return true;
    }

    static bool IsTime(long now)
    {
        var more = InUse - 2 * Volatile.Read(ref s_survivors);
        return more > Slack && (now >= Volatile.Read(ref s_next) || more > s_limit);
    }
}
