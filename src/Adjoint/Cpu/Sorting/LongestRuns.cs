namespace Adjoint.Cpu.Sorting;

/// <summary>Finds the longest run of equal elements in lines that are sorted. NaN equals nothing.</summary>
internal unsafe struct LongestRuns<T> : IRange where T : unmanaged
{
    const long Grain = 16384;

    T* _values;
    long* _ends;
    long _count;

    /// <summary>Writes for each line of a contiguous [lines, count] array where the first of its longest runs ends.</summary>
    public static void Run(T* values, long lines, long count, long* ends) =>
        Threads.For(lines, Math.Max(1, Grain / count), new LongestRuns<T> { _values = values, _ends = ends, _count = count });

    public readonly void Run(long from, long to)
    {
        for (var line = from; line < to; line++)
        {
            var x = _values + line * _count;
            long length = 0, best = 0;
            for (long i = 0; i < _count; i++)
            {
                length = i > 0 && Groups<T>.IsEqual(x[i], x[i - 1]) ? length + 1 : 1;
                if (length <= best) continue;
                (best, _ends[line]) = (length, i);
            }
        }
    }
}
