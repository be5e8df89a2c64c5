using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Sorting;

/// <summary>
/// Sorts the elements of a line from one position to another, or all of them: into words where key and position fit into one, into wider
/// items otherwise. The memory has room for the part and for <see cref="WordSorter.Few"/>.
/// </summary>
internal static unsafe class LinePart<T> where T : unmanaged
{
    /// <summary>The least and the largest key, of types whose keys are wide.</summary>
    [MethodImpl(Compile.Loop)]
    public static KeyRange Range(T* x, Line<T> line, long from, long to)
    {
        ulong least = ulong.MaxValue, most = 0;
        for (var i = from; i < to && sizeof(T) == 8; i++)
        {
            var key = line.Key(x, i);
            (least, most) = (Math.Min(least, key), Math.Max(most, key));
        }
        return new(least, most, NaNs: 0);
    }

    /// <summary>Returns where the sorted words are: <paramref name="words"/> or <paramref name="spare"/>.</summary>
    [MethodImpl(Compile.Loop)]
    public static ulong* Sort(T* x, Line<T> line, long from, long to, ulong* words, ulong* spare, Packing packing)
    {
        for (var i = from; i < to; i++) words[i - from] = packing.Word(line.Key(x, i), i);
        return WordSorter.Sort(words, spare, to - from, packing.Shift, packing.Bits);
    }

    /// <summary>Returns where the sorted items are: <paramref name="items"/> or <paramref name="spare"/>.</summary>
    [MethodImpl(Compile.Loop)]
    public static WideItem* Sort(T* x, Line<T> line, long from, long to, WideItem* items, WideItem* spare)
    {
        for (var i = from; i < to; i++) items[i - from] = WideItem.Create(line.Key(x, i), i);
        return WideSorter.Sort(items, spare, to - from);
    }
}
