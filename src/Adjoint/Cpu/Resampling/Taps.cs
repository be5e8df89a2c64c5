namespace Adjoint.Cpu.Resampling;

/// <summary>
/// A sparse matrix that computes places along a dimension from others: result j is the sum of Weight[k] times the element at Index[k],
/// for k from Start[j] up to Start[j + 1].
/// </summary>
internal sealed class Taps
{
    Taps(long[] start, long[] index, double[] weight) => (Start, Index, Weight) = (start, index, weight);

    public long[] Start { get; }

    public long[] Index { get; }

    public double[] Weight { get; }

    /// <summary>How many results there are.</summary>
    public long Count => Start.Length - 1;

    /// <summary>The matrix whose rows <paramref name="row"/> appends to a list.</summary>
    public static Taps Of(long count, Action<long, List<(long Index, double Weight)>> row)
    {
        var entries = new List<(long Index, double Weight)>();
        var start = new long[count + 1];
        for (long j = 0; j < count; j++)
        {
            row(j, entries);
            start[j + 1] = entries.Count;
        }
        return new(start, [.. entries.Select(entry => entry.Index)], [.. entries.Select(entry => entry.Weight)]);
    }

    /// <summary>The transposed matrix, which computes <paramref name="count"/> places.</summary>
    public Taps Transposed(long count)
    {
        var start = new long[count + 1];
        foreach (var index in Index) start[index + 1]++;
        for (long i = 0; i < count; i++) start[i + 1] += start[i];
        var (index1, weight1, next) = (new long[Index.Length], new double[Index.Length], start.AsSpan()[..^1].ToArray());
        for (long j = 0; j < Count; j++)
        {
            for (var k = Start[j]; k < Start[j + 1]; k++)
            {
                var at = next[Index[k]]++;
                (index1[at], weight1[at]) = (j, Weight[k]);
            }
        }
        return new(start, index1, weight1);
    }
}
