using System.Numerics;
using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Statistics;

/// <summary>
/// Counts points, or sums their weights, in the boxes between the bins of all axes, in one pass. Points are cut into parts that
/// depend on their number alone, each with a table of its own, so the sums are the same on any number of threads.
/// </summary>
internal static unsafe class Histogram<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const long Part = 1 << 15;
    const long MostParts = 64;

    /// <summary>Adds up all points.</summary>
    /// <param name="points">A contiguous [count, axes] array.</param>
    /// <param name="weights">A weight for each point; null for 1.</param>
    /// <param name="count">The number of points.</param>
    /// <param name="bins">The bins along each axis.</param>
    /// <param name="axes">The number of axes.</param>
    /// <param name="sums">A number for each box, row-major.</param>
    public static void Run(T* points, T* weights, long count, Bins<T>* bins, int axes, double* sums)
    {
        long boxes = 1;
        for (var axis = 0; axis < axes; axis++) boxes *= bins[axis].Count;
        var parts = Math.Clamp(Math.Min(count / Part, count / boxes), 1, MostParts);
        using var memory = new Scratch<double>(parts * boxes);
        new Span<double>(memory.Pointer, checked((int)(parts * boxes))).Clear();
        var tally = new Tally
        {
            Points = points,
            Weights = weights,
            Count = count,
            Bins = bins,
            Axes = axes,
            Tables = memory.Pointer,
            Parts = parts,
            Boxes = boxes,
        };
        Threads.For(parts, 1, tally);
        for (long box = 0; box < boxes; box++)
        {
            double sum = 0;
            for (long part = 0; part < parts; part++)
                sum += weights is null ? ((long*)memory.Pointer)[part * boxes + box] : memory.Pointer[part * boxes + box];
            sums[box] = sum;
        }
    }

    struct Tally : IRange
    {
        public T* Points, Weights;
        public Bins<T>* Bins;
        public double* Tables;
        public long Count, Parts, Boxes;
        public int Axes;

        public readonly void Run(long from, long to)
        {
            for (var part = from; part < to; part++)
            {
                long first = Count * part / Parts, end = Count * (part + 1) / Parts;
                var table = Tables + part * Boxes;
                if (Axes == 1 && Weights is null && Bins->Search == BinSearch.Computed) Even(Points, first, end, *Bins, (long*)table);
                else Any(first, end, table);
            }
        }

        [MethodImpl(Compile.Loop)]
        static void Even(T* x, long first, long end, Bins<T> bins, long* table)
        {
            for (var i = first; i < end; i++)
            {
                var value = x[i];
                if (value >= bins.First && value <= bins.Last) table[Math.Min(bins.Computed(value), bins.Count - 1)]++;
            }
        }

        [MethodImpl(Compile.Loop)]
        readonly void Any(long first, long end, double* table)
        {
            for (var i = first; i < end; i++)
            {
                long box = 0;
                for (var axis = 0; axis < Axes && box >= 0; axis++)
                {
                    var bin = Bins[axis].Of(Points[i * Axes + axis]);
                    box = bin < 0 ? -1 : box * Bins[axis].Count + bin;
                }
                if (box < 0) continue;
                if (Weights is null) ((long*)table)[box]++;
                else table[box] += double.CreateTruncating(Weights[i]);
            }
        }
    }
}
