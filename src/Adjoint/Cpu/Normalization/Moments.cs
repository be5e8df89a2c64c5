using Adjoint.Cpu.Loops;

namespace Adjoint.Cpu.Normalization;

/// <summary>The number, the mean and the sum of squared deviations from it of some elements.</summary>
internal record struct Moments(double Count, double Mean, double Squares)
{
    const long Block = 4096;

    /// <summary>The variance of the elements themselves.</summary>
    public readonly double Variance => Squares / Count;

    /// <summary>Those of elements that lie together: of a block the mean first, then in the cache the deviations from it.</summary>
    public static unsafe Moments Of<T>(T* x, long count) where T : unmanaged
    {
        if (count > Block)
        {
            var half = (count / 2 + Block - 1) / Block * Block;
            var first = Of(x, half);
            first.Add(Of(x + half, count - half));
            return first;
        }
        var sum = Convert.To<T, double>(Fold<Plus, Element, T>.Row(default, x, count, null));
        var mean = Convert.To<double, T>(sum / count);
        var squares = Fold<Plus, SquaredDeviation, T>.Row(default, x, count, &mean);
        return new(count, sum / count, Convert.To<T, double>(squares));
    }

    /// <summary>Adds those of other elements, exactly.</summary>
    /// <remarks>Chan, Golub and LeVeque, "Updating Formulae and a Pairwise Algorithm for Computing Sample Variances", 1979.</remarks>
    public void Add(Moments other)
    {
        if (Count == 0)
        {
            this = other;
            return;
        }
        var count = Count + other.Count;
        var difference = other.Mean - Mean;
        Squares += other.Squares + difference * difference * (Count / count * other.Count);
        Mean += difference * (other.Count / count);
        Count = count;
    }
}
