namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// All ways to choose <paramref name="r"/> elements of a vector, as the rows of a matrix, in the order of the elements.
    /// </summary>
    /// <param name="r">How many are chosen.</param>
    /// <param name="withReplacement">Whether an element may be chosen several times.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="r"/> is negative.</exception>
    /// <exception cref="ArgumentException">This is no vector.</exception>
    public Tensor Combinations(int r = 2, bool withReplacement = false)
    {
        Require.NotNegative(nameof(Combinations), r);
        if (Rank != 1) throw new ArgumentException($"Combinations: a vector is needed, not shape {Shape}.");
        if (r == 0) return Empty([0], DType);
        var positions = new List<long>();
        Choose(positions, new long[r], 0, 0, Count, withReplacement);
        return IndexSelect(0, From(positions.ToArray())).Reshape(-1, r);
    }

    static void Choose(List<long> positions, long[] chosen, int place, long from, long count, bool withReplacement)
    {
        if (place == chosen.Length)
        {
            positions.AddRange(chosen);
            return;
        }
        for (var i = from; i < count; i++)
        {
            chosen[place] = i;
            Choose(positions, chosen, place + 1, withReplacement ? i : i + 1, count, withReplacement);
        }
    }
}
