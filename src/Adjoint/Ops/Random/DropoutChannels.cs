using Adjoint.Ops;

namespace Adjoint;

public partial class Tensor
{
    // -λ α of the scaled exponential linear unit: its value at minus infinity.
    const double Lowest = 1.7580993408473766;

    /// <summary>
    /// Dropout, or alpha dropout, of whole channels of an input of <paramref name="channelsRank"/> dimensions with a batch (any number from
    /// 2 on if 0); see <c>Functional.Dropout2d</c>. One number is drawn for each channel, in order.
    /// </summary>
    internal Tensor DropoutChannels(string name, int channelsRank, double p, bool training, bool isAlpha)
    {
        if (channelsRank > 0 && Rank != channelsRank && Rank != channelsRank - 1 || Rank < 2)
            throw new ArgumentException(
                $"{name}: the input must have {(channelsRank > 0 ? $"{channelsRank - 1} or {channelsRank}" : "at least 2")} dimensions, " +
                $"and its shape is {Shape}.");
        // Without a batch the first dimension holds the channels; only for images three dimensions are a batch of sequences, as in PyTorch.
        var isBatch = Rank == channelsRank || channelsRank is 0 or 4;
        var mask = Shape.ToArray();
        mask.AsSpan(isBatch ? 2 : 1).Fill(1);
        return isAlpha ? AlphaDropout(name, new(mask), p, training) : Dropout(name, new(mask), p, training, null);
    }

    /// <summary>Alpha dropout with one decision for each element of <paramref name="mask"/>; see <c>Functional.AlphaDropout</c>.</summary>
    internal Tensor AlphaDropout(string name, Shape mask, double p, bool training)
    {
        if (KeepsAll(name, p, training)) return this;
        if (p == 1) return this * Zeros([], DType);
        var a = 1 / Math.Sqrt((Lowest * Lowest * p + 1) * (1 - p));
        var kept = Empty(mask, DType).FillBernoulli(1 - p);
        return this * (kept * a) + ((kept - 1) * (Lowest * a) + Lowest * a * p);
    }

    Tensor Dropout(string name, Shape mask, double p, bool training, Generator? generator)
    {
        if (KeepsAll(name, p, training)) return this;
        if (p == 1) return this * Zeros([], DType);
        var scale = Empty(mask, DType).FillBernoulli(1 - p, generator);
        scale /= 1 - p;
        return this * scale;
    }

    // Whether there is nothing to drop.
    bool KeepsAll(string name, double p, bool training)
    {
        if (!(p is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(p), p, $"{name}: a probability is from 0 to 1.");
        if (p == 0 || !training || Count == 0) return true;
        Draw.CheckFloating(name, DType);
        return false;
    }
}
