using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Sorting;

/// <summary>The smallest and the largest key of a line, and how many of its elements are NaN.</summary>
internal record struct KeyRange(ulong Least, ulong Most, long NaNs)
{
    /// <summary>That of two lines together.</summary>
    public readonly KeyRange And(KeyRange other) => new(Math.Min(Least, other.Least), Math.Max(Most, other.Most), NaNs + other.NaNs);
}

/// <summary>Makes keys of lines of elements.</summary>
internal static unsafe class KeyRange<T> where T : unmanaged
{
    const long Part = 1 << 16;

    /// <summary>Writes the keys of a line. Long lines are shared.</summary>
    public static KeyRange Fill(T* x, ulong* keys, long count)
    {
        if (count <= Part) return One(x, keys, count);
        var parts = (count + Part - 1) / Part;
        using var ranges = new Scratch<KeyRange>(parts);
        Threads.For(parts, 1, new Parts { X = x, Keys = keys, Count = count, Ranges = ranges.Pointer });
        var range = ranges.Pointer[0];
        for (long i = 1; i < parts; i++) range = range.And(ranges.Pointer[i]);
        return range;
    }

    [MethodImpl(Compile.Loop)]
    static KeyRange One(T* x, ulong* keys, long count)
    {
        ulong least = ulong.MaxValue, most = 0;
        long numbers = 0;
        for (long i = 0; i < count; i++)
        {
            var key = SortKey<T>.Of(x[i]);
            keys[i] = key;
            least = Math.Min(least, key);
            most = Math.Max(most, key);
            numbers += SortKey<T>.IsNaN(key) ? 0 : 1;
        }
        return new(least, most, count - numbers);
    }

    struct Parts : IRange
    {
        public T* X;
        public ulong* Keys;
        public long Count;
        public KeyRange* Ranges;

        public readonly void Run(long from, long to)
        {
            for (var part = from; part < to; part++)
                Ranges[part] = One(X + part * Part, Keys + part * Part, Math.Min(Part, Count - part * Part));
        }
    }
}
