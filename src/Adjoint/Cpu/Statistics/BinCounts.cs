using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Statistics;

/// <summary>
/// Counts how often each number occurs, or sums the weights of each. The numbers are cut into parts that depend on their count
/// alone, each with a table of its own, so the sums are the same on any number of threads.
/// </summary>
internal static unsafe class BinCounts
{
    const long Part = 1 << 15;
    const long MostParts = 64;

    /// <summary>Counts numbers from 0 to <paramref name="bins"/> - 1.</summary>
    public static void Count(long* numbers, long count, long bins, long* counts) => Run<long>(numbers, null, count, bins, counts);

    /// <summary>Sums weights in double precision.</summary>
    public static void Sum(long* numbers, double* weights, long count, long bins, double* sums) =>
        Run<double>(numbers, weights, count, bins, (long*)sums);

    static void Run<TSum>(long* numbers, double* weights, long count, long bins, long* sums)
    {
        var parts = Math.Clamp(Math.Min(count / Part, count / Math.Max(bins, 1)), 1, MostParts);
        if (parts == 1)
        {
            Tally(numbers, weights, count, bins, sums);
            return;
        }
        using var memory = new Scratch<long>(parts * bins);
        Threads.For(parts, 1, new Parts
        {
            Numbers = numbers,
            Weights = weights,
            Count = count,
            Bins = bins,
            Tables = memory.Pointer,
            Number = parts,
        });
        new Span<long>(sums, checked((int)bins)).Clear();
        for (long part = 0; part < parts; part++) Add<TSum>(memory.Pointer + part * bins, sums, bins);
    }

    static void Add<TSum>(long* part, long* sums, long bins)
    {
        for (long bin = 0; bin < bins; bin++)
        {
            if (typeof(TSum) == typeof(double)) ((double*)sums)[bin] += ((double*)part)[bin];
            else sums[bin] += part[bin];
        }
    }

    [MethodImpl(Compile.Loop)]
    static void Tally(long* numbers, double* weights, long count, long bins, long* table)
    {
        new Span<long>(table, checked((int)bins)).Clear();
        if (weights is null)
        {
            for (long i = 0; i < count; i++) table[numbers[i]]++;
            return;
        }
        for (long i = 0; i < count; i++) ((double*)table)[numbers[i]] += weights[i];
    }

    struct Parts : IRange
    {
        public long* Numbers, Tables;
        public double* Weights;
        public long Count, Bins, Number;

        public readonly void Run(long from, long to)
        {
            for (var part = from; part < to; part++)
            {
                var first = Count * part / Number;
                Tally(
                    Numbers + first, Weights is null ? null : Weights + first, Count * (part + 1) / Number - first,
                    Bins, Tables + part * Bins);
            }
        }
    }
}
