using System.Runtime.ExceptionServices;

namespace Adjoint.Cpu;

/// <summary>Work that can be done for any part of a range.</summary>
internal interface IRange
{
    /// <summary>Does the work for the numbers from <paramref name="from"/> up to, not including, <paramref name="to"/>.</summary>
    void Run(long from, long to);
}

/// <summary>Splits work over the processor's cores. Small work, and work inside of split work, stays on the calling thread.</summary>
internal static class Threads
{
    /// <summary>How many threads share one piece of work.</summary>
    public static int Count { get; set; } = Environment.ProcessorCount;

    [ThreadStatic]
    static bool t_inside;

    /// <summary>Runs <paramref name="range"/> over 0 to <paramref name="count"/>, in parts of at least <paramref name="grain"/>.</summary>
    public static void For<TRange>(long count, long grain, TRange range) where TRange : struct, IRange
    {
        if (count <= grain || t_inside || Count == 1)
        {
            if (count > 0) range.Run(0, count);
            return;
        }
        var parts = (int)Math.Min(Count, (count + grain - 1) / grain);
        using var job = new Job<TRange>(range, count, parts);
        for (var i = 1; i < parts; i++) ThreadPool.UnsafeQueueUserWorkItem(job, preferLocal: false);
        job.Execute();
        job.Wait();
    }

    sealed class Job<TRange>(TRange range, long count, int parts) : IThreadPoolWorkItem, IDisposable where TRange : struct, IRange
    {
        readonly CountdownEvent _done = new(parts);
        int _next = -1;
        Exception? _failure;

        // Whoever arrives takes the next part, so the caller never waits for a pool that is busy with something else.
        public void Execute()
        {
            for (var part = Interlocked.Increment(ref _next); part < parts; part = Interlocked.Increment(ref _next))
            {
                t_inside = true;
                try
                {
                    range.Run(count * part / parts, count * (part + 1) / parts);
                }
                catch (Exception e)
                {
                    Interlocked.CompareExchange(ref _failure, e, null);
                }
                finally
                {
                    t_inside = false;
                    _done.Signal();
                }
            }
        }

        public void Dispose() => _done.Dispose();

        public void Wait()
        {
            _done.Wait();
            if (_failure is { } failure) ExceptionDispatchInfo.Throw(failure);
        }
    }
}
