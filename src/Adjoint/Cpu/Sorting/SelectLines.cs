using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Sorting;

/// <summary>
/// Finds where the elements of given ranks stand in the lines of a contiguous [lines, count] array, rank 0 being the smallest,
/// without sorting them. Equal elements are ranked in the order they have.
/// </summary>
internal static unsafe class SelectLines<T> where T : unmanaged
{
    const long Grain = 4096;

    /// <summary>
    /// Writes the positions of <paramref name="kept"/> ranks of each line; the ranks of the next lie <paramref name="step"/> further on.
    /// </summary>
    public static void Ranks(T* x, long lines, long count, long* ranks, long step, long kept, long* positions) =>
        Threads.For(lines, Math.Max(1, Grain / count), new Select
        {
            X = x,
            Count = count,
            Ranks = ranks,
            Step = step,
            Kept = kept,
            Positions = positions,
        });

    /// <summary>
    /// Writes the position of the middle element of each line, the lower one of two; of the first NaN, if there is one and NaN counts.
    /// </summary>
    public static void Middle(T* x, long lines, long count, bool skipsNaN, long* positions) =>
        Threads.For(
            lines, Math.Max(1, Grain / count), new Select { X = x, Count = count, Kept = 1, Positions = positions, SkipsNaN = skipsNaN });

    struct Select : IRange
    {
        public T* X;
        public long Count, Step, Kept;
        public long* Ranks;
        public long* Positions;
        public bool SkipsNaN;

        public readonly void Run(long from, long to)
        {
            using var memory = new Scratch<ulong>(2 * Count);
            var keys = new SelectKeys(memory.Pointer, Count);
            for (var line = from; line < to; line++)
            {
                var x = X + line * Count;
                var range = KeyRange<T>.Fill(x, memory.Pointer, Count);
                if (Ranks is null) Positions[line] = Position(x, keys, range, MiddleRank(range));
                else All(x, keys, range, Ranks + line * Step, Positions + line * Kept);
            }
        }

        readonly long MiddleRank(KeyRange range)
        {
            if (range.NaNs == 0) return (Count - 1) / 2;
            return SkipsNaN ? Math.Max(0, (Count - range.NaNs - 1) / 2) : Count - range.NaNs;
        }

        readonly long Position(T* x, SelectKeys keys, KeyRange range, long rank)
        {
            var (key, less) = keys.Find(rank, range.Least, range.Most);
            return Occurrence(x, key, rank - less);
        }

        // Ranks come in pairs of neighbours, and the second is found from the first in one pass.
        readonly void All(T* x, SelectKeys keys, KeyRange range, long* ranks, long* positions)
        {
            (ulong Key, long Less) found = default;
            for (long i = 0; i < Kept; i++)
            {
                if (i > 0 && ranks[i] == ranks[i - 1])
                {
                    positions[i] = positions[i - 1];
                    continue;
                }
                if (i > 0 && ranks[i] == ranks[i - 1] + 1) found = keys.Next(found.Key, found.Less, ranks[i]);
                else found = keys.Find(ranks[i], range.Least, range.Most);
                positions[i] = Occurrence(x, found.Key, ranks[i] - found.Less);
            }
        }

        [MethodImpl(Compile.Loop)]
        readonly long Occurrence(T* x, ulong key, long number)
        {
            long i = 0;
            for (; ; i++)
            {
                if (SortKey<T>.Of(x[i]) == key && number-- == 0) return i;
            }
        }
    }
}
