using Adjoint.Cpu.Fused;

namespace Adjoint.Optim;

/// <summary>
/// Steps of an optimizer over many tensors, gathered to be done in one pass that all threads share, however small each is.
/// Keeps its memory from one pass to the next.
/// </summary>
internal sealed class StepBatch<TStep> where TStep : struct, IStep
{
    // Below this many elements the cost of waking a thread is not earned back.
    const long Grain = 16384;

    Entry[] _entries = new Entry[4];
    int _count;
    long _total;

    struct Entry
    {
        public TStep Step;
        public Tensor Parameter;
        public Tensor Gradient;
        public Tensor? A, B, C;
        public long Start;
    }

    /// <summary>Puts off the step of one parameter, until <see cref="Run"/>; where it needs copies it is done at once.</summary>
    public void Add(TStep step, Tensor parameter, Tensor gradient, Tensor? a = null, Tensor? b = null, Tensor? c = null)
    {
        if (!IsPlain(parameter) || !IsPlain(gradient) || a is not null && !IsPlain(a) || b is not null && !IsPlain(b)
            || c is not null && !IsPlain(c))
        {
            parameter.StepInPlace(step, gradient, a, b, c);
            return;
        }
        parameter.CheckInPlace("Step");
        if (_count == _entries.Length) Array.Resize(ref _entries, 2 * _count);
        _entries[_count++] = new() { Step = step, Parameter = parameter, Gradient = gradient, A = a, B = b, C = c, Start = _total };
        _total += parameter.Count;
    }

    static bool IsPlain(Tensor x) => x.IsContiguous && x.DType is DType.Float32 or DType.Float64;

    /// <summary>Does all that was put off.</summary>
    public void Run()
    {
        if (_count == 0) return;
        Threads.For(_total, Grain, new Part(this));
        for (var i = 0; i < _count; i++)
        {
            ref var entry = ref _entries[i];
            entry.Parameter.Storage.Version++;
            if (entry.A is { } a) a.Storage.Version++;
            if (entry.B is { } b) b.Storage.Version++;
            if (entry.C is { } c) c.Storage.Version++;
        }
        Array.Clear(_entries, 0, _count);
        (_count, _total) = (0, 0);
    }

    readonly struct Part(StepBatch<TStep> batch) : Adjoint.Cpu.IRange
    {
        public void Run(long from, long to)
        {
            for (var i = batch.Find(from); i < batch._count && batch._entries[i].Start < to; i++)
            {
                ref var entry = ref batch._entries[i];
                long start = Math.Max(0, from - entry.Start), end = Math.Min(entry.Parameter.Count, to - entry.Start);
                if (start < end) entry.Parameter.StepPart(entry.Step, entry.Gradient, entry.A, entry.B, entry.C, start, end);
            }
        }
    }

    // The last entry that begins at or before an element.
    int Find(long element)
    {
        int low = 0, high = _count;
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (_entries[middle].Start <= element) low = middle;
            else high = middle;
        }
        return low;
    }
}
