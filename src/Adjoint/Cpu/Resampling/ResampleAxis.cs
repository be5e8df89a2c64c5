namespace Adjoint.Cpu.Resampling;

/// <summary>How one dimension gets another size.</summary>
/// <param name="Kind">How elements in between are made up.</param>
/// <param name="Input">The size that is there.</param>
/// <param name="Output">The size that is wanted.</param>
/// <param name="Scale">How much larger it becomes, where that is not the ratio of the sizes.</param>
/// <param name="AlignCorners">Whether the first and the last element keep their places; otherwise the borders before
/// and behind them do.</param>
/// <param name="Antialias">Whether weights reach over all that a result covers.</param>
internal readonly record struct ResampleAxis(Interpolation Kind, long Input, long Output, double? Scale, bool AlignCorners, bool Antialias)
{
    /// <summary>Whether nothing changes.</summary>
    public bool IsIdentity => Input == Output && Scale is null or 1;

    // The distance of results, in elements of the input.
    double Step => AlignCorners && Kind >= Interpolation.Linear
        ? Output > 1 ? (Input - 1.0) / (Output - 1) : 0
        : Scale is > 0 and var scale ? 1 / scale : (double)Input / Output;

    /// <summary>The results as sums of elements.</summary>
    public Taps Taps()
    {
        var axis = this;
        return Resampling.Taps.Of(Output, axis switch
        {
            { Kind: Interpolation.Nearest or Interpolation.NearestExact } => (j, to) => to.Add((axis.NearestTo(j), 1)),
            { Antialias: true } => axis.AddFiltered,
            { Kind: Interpolation.Linear } => axis.AddLinear,
            _ => axis.AddCubic,
        });
    }

    // In single precision, whatever the elements' type, so that the same one is chosen as in PyTorch.
    long NearestTo(long j)
    {
        var step = Scale is { } scale ? (float)(1 / scale) : (float)Input / Output;
        if (Kind == Interpolation.NearestExact) return Math.Clamp((long)MathF.Floor((float)((j + 0.5) * step)), 0, Input - 1);
        if (Output == Input) return j;
        return Output == 2 * Input ? j / 2 : Math.Min((long)MathF.Floor(j * step), Input - 1);
    }

    double Place(long j) => AlignCorners ? j * Step : (j + 0.5) * Step - 0.5;

    void AddLinear(long j, List<(long, double)> to)
    {
        var place = Math.Max(0, Place(j));
        var first = Math.Min((long)place, Input - 1);
        var share = Math.Clamp(place - first, 0, 1);
        to.Add((first, 1 - share));
        to.Add((Math.Min(first + 1, Input - 1), share));
    }

    void AddCubic(long j, List<(long, double)> to)
    {
        var place = Place(j);
        var first = Math.Min((long)Math.Floor(place), Input - 1);
        Span<double> weights = stackalloc double[4];
        Curves.Cubic(Math.Clamp(place - first, 0, 1), weights);
        for (var k = 0; k < 4; k++) to.Add((Math.Clamp(first - 1 + k, 0, Input - 1), weights[k]));
    }

    void AddFiltered(long j, List<(long, double)> to)
    {
        var (step, reach) = (Step, Kind == Interpolation.Linear ? 1.0 : 2.0);
        var (width, center) = (Math.Max(1, step), (j + 0.5) * step);
        var first = Math.Max((long)(center - reach * width + 0.5), 0);
        var count = (int)(Math.Min((long)(center + reach * width + 0.5), Input) - first);
        var weights = new double[count];
        for (var k = 0; k < count; k++) weights[k] = Curves.Filter(Kind, (k + first - center + 0.5) / width);
        var total = weights.Sum();
        for (var k = 0; k < count; k++) to.Add((first + k, total == 0 ? weights[k] : weights[k] / total));
    }
}
