namespace Adjoint.Serialization;

/// <summary>Sizes that come from a file, which may be any number.</summary>
internal static class SizeCheck
{
    /// <summary>More dimensions than any program has.</summary>
    public const int MaxRank = 64;

    /// <summary>The product of the sizes; null where one is negative, there are too many or the product does not fit.</summary>
    public static long? Count(ReadOnlySpan<long> sizes)
    {
        if (sizes.Length > MaxRank) return null;
        var isEmpty = false;
        foreach (var size in sizes)
        {
            if (size < 0) return null;
            isEmpty |= size == 0;
        }
        // Sizes beside a 0 must be in range too: strides are products of them.
        long count = 1;
        foreach (var size in sizes)
        {
            if (size > 0 && count > long.MaxValue / 16 / size) return null;
            count *= Math.Max(size, 1);
        }
        return isEmpty ? 0 : count;
    }
}
