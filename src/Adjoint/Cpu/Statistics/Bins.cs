using System.Numerics;
using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Statistics;

/// <summary>How the bin of a number is found.</summary>
internal enum BinSearch
{
    /// <summary>Edges are evenly spaced, and the bin is computed.</summary>
    Computed,

    /// <summary>The bin is computed, and one beside it taken where the edges, as rounded, say so.</summary>
    Corrected,

    /// <summary>By bisection.</summary>
    Bisected,
}

/// <summary>Bins along one axis. The last edge belongs to the last bin.</summary>
internal unsafe struct Bins<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The edges, one more than bins; not looked at where the bin is computed.</summary>
    public T* Edges;

    public long Count;
    public T First, Last;
    public BinSearch Search;

    /// <summary>The bin of a number, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly long Of(T x)
    {
        if (!(x >= First && x <= Last)) return -1;
        if (Search == BinSearch.Bisected) return Between(x, 0, Count + 1);
        var bin = Computed(x);
        return Search == BinSearch.Computed ? Math.Min(bin, Count - 1) : Between(x, Math.Max(0, bin - 1), Math.Min(bin + 2, Count + 1));
    }

    /// <summary>The same for evenly spaced edges and a number between the first and the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly long Computed(T x) => T.ConvertToIntegerNative<long>((x - First) * T.CreateTruncating(Count) / (Last - First));

    // The last edge of a range that is not above the number, as a bin.
    readonly long Between(T x, long from, long to)
    {
        while (from < to)
        {
            var middle = from + to >> 1;
            if (Edges[middle] > x) to = middle;
            else from = middle + 1;
        }
        return Math.Min(from - 1, Count - 1);
    }
}
