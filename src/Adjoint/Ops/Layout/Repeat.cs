namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// The whole tensor several times along each dimension, as a copy: <c>x.Repeat(2, 3)</c> is two times as high and three
    /// times as wide. More numbers than dimensions add leading dimensions. To repeat without a copy use <see cref="Expand"/>.
    /// </summary>
    /// <exception cref="ArgumentException">There are fewer numbers than dimensions, or one is negative.</exception>
    public Tensor Repeat(params ReadOnlySpan<long> repeats)
    {
        var lead = repeats.Length - Rank;
        if (lead < 0 || repeats.ContainsAnyInRange(long.MinValue, -1))
            throw new ArgumentException(
                $"Repeat: [{string.Join(", ", repeats.ToArray())}] must be {Rank} or more numbers, none negative, for shape {Shape}.");

        // Each dimension becomes two, of which the first is repeated.
        var (single, many, result) = (new long[2 * repeats.Length], new long[2 * repeats.Length], new long[repeats.Length]);
        for (var i = 0; i < repeats.Length; i++)
        {
            var size = i < lead ? 1 : Layout.Sizes[i - lead];
            (single[2 * i], single[2 * i + 1]) = (1, size);
            (many[2 * i], many[2 * i + 1]) = (repeats[i], size);
            result[i] = checked(repeats[i] * size);
        }
        return Reshape(single).Expand(many).Clone().Reshape(result);
    }

    /// <summary>Like <see cref="Repeat"/>, but fewer numbers than dimensions are allowed: they are meant for the last ones.</summary>
    /// <exception cref="ArgumentException">A number is negative.</exception>
    public Tensor Tile(params ReadOnlySpan<long> repeats)
    {
        var all = new long[Math.Max(Rank, repeats.Length)];
        Array.Fill(all, 1);
        repeats.CopyTo(all.AsSpan(all.Length - repeats.Length));
        return Repeat(all);
    }
}
