using Adjoint.Cpu.Resampling;

namespace Adjoint.Ops;

/// <summary>
/// What <see cref="GridSample"/> means, in tensor operations: sums of gathered elements with weights that depend on the grid.
/// </summary>
internal readonly record struct GridMeaning(Interpolation Kind, GridBorder Border, bool AlignCorners)
{
    /// <summary>A neighbour along one dimension: its place, brought inside; whether it was there; its weight.</summary>
    readonly record struct Neighbour(Tensor Index, Tensor IsInside, Tensor Weight);

    public Tensor Read(Tensor x, Tensor grid)
    {
        long[] outer = [x.Size(0), x.Size(1)], places = grid.Shape.AsSpan()[1..^1].ToArray();
        var axes = new List<Neighbour>[x.Rank - 2];
        for (var i = 0; i < axes.Length; i++)
            axes[i] = Neighbours(grid.Select(-1, axes.Length - 1 - i).Reshape(x.Size(0), -1), x.Size(2 + i));
        var pixels = x.Reshape([.. outer, Shape.CountOf(x.Shape.AsSpan()[2..])]);
        Tensor? sum = null;
        foreach (var (index, isInside, weight) in Combinations(axes, x))
        {
            var element = pixels.Gather(2, index.Unsqueeze(1).Expand([.. outer, index.Size(1)]))
                .MaskedFill(isInside.LogicalNot().Unsqueeze(1), 0);
            var term = element * weight.Unsqueeze(1);
            sum = sum is null ? term : sum + term;
        }
        return sum!.Reshape([.. outer, .. places]);
    }

    // Neighbours along all dimensions: places are counted over the whole channel.
    static IEnumerable<Neighbour> Combinations(List<Neighbour>[] axes, Tensor x)
    {
        IEnumerable<Neighbour> all = axes[0];
        for (var i = 1; i < axes.Length; i++)
        {
            var (next, size) = (axes[i], x.Size(2 + i));
            all = all.SelectMany(
                a => next.Select(b => new Neighbour(a.Index * size + b.Index, a.IsInside.LogicalAnd(b.IsInside), a.Weight * b.Weight)));
        }
        return all;
    }

    List<Neighbour> Neighbours(Tensor coordinate, long size)
    {
        var place = AlignCorners ? (coordinate + 1) * ((size - 1) / 2.0) : ((coordinate + 1) * size - 1) / 2;
        if (Kind != Interpolation.Cubic) place = Bordered(place, size);
        if (Kind == Interpolation.Nearest) return [At(place.Detach().Round(), Tensor.OnesLike(place.Detach()), size)];
        var first = place.Detach().Floor();
        var t = place - first;
        if (Kind == Interpolation.Linear) return [At(first, 1 - t, size), At(first + 1, t, size)];
        const double a = -0.75;
        Tensor Near(Tensor d) => ((a + 2) * d - (a + 3)) * d * d + 1;
        Tensor Far(Tensor d) => ((a * d - 5 * a) * d + 8 * a) * d - 4 * a;
        Tensor[] weights = [Far(t + 1), Near(t), Near(1 - t), Far(2 - t)];
        var self = this;
        return [.. weights.Select((weight, k) => At(self.Bordered(first + (k - 1), size), weight, size))];
    }

    static Neighbour At(Tensor place, Tensor weight, long size)
    {
        var isInside = (place >= 0).LogicalAnd(place < size);
        return new(place.MaskedFill(isInside.LogicalNot(), 0).To(DType.Int64), isInside, weight);
    }

    // At the border itself and outside the place does not move with the coordinate.
    Tensor Bordered(Tensor place, long size)
    {
        if (Border == GridBorder.Zeros) return place;
        if (Border == GridBorder.Reflection) place = AlignCorners ? Reflected(place, 0, size - 1) : Reflected(place, -0.5, size);
        return Tensor.Where((place > 0).LogicalAnd(place < size - 1), place, place.Detach().Clamp(0, size - 1));
    }

    static Tensor Reflected(Tensor place, double least, double span)
    {
        if (span == 0) return place * 0;
        var turns = ((place.Detach() - least) / span).Floor();
        var isEven = turns.Remainder(2).Eq(0);
        return Tensor.Where(isEven, place - turns * span, 2 * least + (turns + 1) * span - place);
    }
}
