using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Sorting;

/// <summary>Finds by bisection where values belong in ascending sequences.</summary>
internal unsafe struct Search<T> : IRange where T : unmanaged
{
    const long Grain = 1024;

    /// <summary>The sequences, one after the other.</summary>
    public T* Sequence;

    /// <summary>Where their elements stand in order; null if they are in order.</summary>
    public long* Sorter;

    /// <summary>The length of a sequence.</summary>
    public long Size;

    /// <summary>The values, and where their places go.</summary>
    public T* Values;

    public long* Places;

    /// <summary>How many values belong to one sequence.</summary>
    public long PerLine;

    /// <summary>Whether a value's place is behind equal elements rather than before them.</summary>
    public bool Right;

    /// <summary>Writes the places of all values.</summary>
    public static void Run(Search<T> search, long values) => Threads.For(values, Grain, search);

    public readonly void Run(long from, long to)
    {
        while (from < to)
        {
            var line = from / PerLine;
            var end = Math.Min(to, (line + 1) * PerLine);
            T* sequence = Sequence + line * Size;
            if (Right) Line<Above>(sequence, line, from, end);
            else Line<AtLeast>(sequence, line, from, end);
            from = end;
        }
    }

    readonly void Line<TBound>(T* sequence, long line, long from, long to) where TBound : struct, IBound
    {
        if (Sorter is null) InOrder<TBound>(sequence, from, to);
        else Turned<TBound>(sequence, Sorter + line * Size, from, to);
    }

    [MethodImpl(Compile.Loop)]
    readonly void InOrder<TBound>(T* sequence, long from, long to) where TBound : struct, IBound
    {
        var size = Size;
        for (var i = from; i < to; i++)
        {
            var value = Values[i];
            long start = 0;
            for (var length = size; length > 0;)
            {
                var half = length >> 1;
                var goes = !TBound.Holds(sequence[start + half], value);
                start = goes ? start + half + 1 : start;
                length = goes ? length - half - 1 : half;
            }
            Places[i] = start;
        }
    }

    readonly void Turned<TBound>(T* sequence, long* sorter, long from, long to) where TBound : struct, IBound
    {
        for (var i = from; i < to; i++)
        {
            long start = 0, length = Size;
            while (length > 0)
            {
                var half = length >> 1;
                var goes = !TBound.Holds(sequence[sorter[start + half]], Values[i]);
                start = goes ? start + half + 1 : start;
                length = goes ? length - half - 1 : half;
            }
            Places[i] = start;
        }
    }

    // Whether an element is the first one that may stand behind a value.
    interface IBound
    {
        static abstract bool Holds(T element, T value);
    }

    readonly struct AtLeast : IBound
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static bool Holds(T element, T value) => IsAtLeast(element, value);
    }

    readonly struct Above : IBound
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static bool Holds(T element, T value) => IsAbove(element, value);
    }

    // Nothing is at least NaN or above it, so its place is the end.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IsAtLeast(T a, T b)
    {
        if (typeof(T) == typeof(float)) return Unsafe.BitCast<T, float>(a) >= Unsafe.BitCast<T, float>(b);
        if (typeof(T) == typeof(double)) return Unsafe.BitCast<T, double>(a) >= Unsafe.BitCast<T, double>(b);
        return Convert.To<T, long>(a) >= Convert.To<T, long>(b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IsAbove(T a, T b)
    {
        if (typeof(T) == typeof(float)) return Unsafe.BitCast<T, float>(a) > Unsafe.BitCast<T, float>(b);
        if (typeof(T) == typeof(double)) return Unsafe.BitCast<T, double>(a) > Unsafe.BitCast<T, double>(b);
        return Convert.To<T, long>(a) > Convert.To<T, long>(b);
    }
}
