using System.Numerics;

namespace Adjoint.Cpu.Sampling;

/// <summary>Draws numbers of categories, each as likely as its weight among all weights says.</summary>
internal static class Categories
{
    /// <summary>Fills <paramref name="draws"/>; a category may be drawn several times.</summary>
    public static void WithReplacement<T>(MersenneTwister random, ReadOnlySpan<T> weights, Span<long> draws)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var cumulative = new T[weights.Length];
        var sum = T.Zero;
        for (var i = 0; i < cumulative.Length; i++) cumulative[i] = sum += weights[i];
        for (var i = 0; i < cumulative.Length; i++) cumulative[i] /= sum;
        cumulative[^1] = T.One;
        foreach (ref var draw in draws)
        {
            var uniform = random.NextDouble();
            var (low, high) = (0, cumulative.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (double.CreateTruncating(cumulative[middle]) < uniform) low = middle + 1;
                else high = middle;
            }
            draw = low;
        }
    }

    /// <summary>
    /// Fills <paramref name="draws"/>; every category is drawn at most once. With waiting times drawn from the exponential
    /// distribution, the category whose weight over waiting time is the largest comes first, and so on.
    /// </summary>
    public static void WithoutReplacement<T>(ReadOnlySpan<T> weights, ReadOnlySpan<T> waiting, Span<long> draws)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var keys = new T[weights.Length];
        var order = new int[weights.Length];
        for (var i = 0; i < keys.Length; i++) (keys[i], order[i]) = (-weights[i] / waiting[i], i);
        Array.Sort(keys, order);
        for (var i = 0; i < draws.Length; i++) draws[i] = order[i];
    }
}
