namespace Adjoint.Evidence.Suites;

/// <summary>From NumPy's statistics to the library's. A median of an even count is there the mean of the middle two, here the quantile of 0.5.</summary>
internal static class NumpyStatistics
{
    public static Dictionary<string, Func<Tensor[], NumpyParameters, Tensor>> All { get; } = new()
    {
        ["average"] = (x, p) => x[0].Mean(p.Dims(x[0]), p.Keep),
        ["median"] = (x, p) => Finite(x[0]).Quantile(0.5, Axis(p), p.Keep),
        ["nanmedian"] = (x, p) => Finite(x[0]).NanQuantile(0.5, Axis(p), p.Keep),
        ["quantile"] = (x, p) => Finite(x[0]).Quantile(p["q"].GetDouble(), Axis(p), p.Keep),
        ["nanquantile"] = (x, p) => Finite(x[0]).NanQuantile(p["q"].GetDouble(), Axis(p), p.Keep),
        ["percentile"] = (x, p) => Finite(x[0]).Quantile(p["q"].GetDouble() / 100, Axis(p), p.Keep),
        ["nanpercentile"] = (x, p) => Finite(x[0]).NanQuantile(p["q"].GetDouble() / 100, Axis(p), p.Keep),
        ["ptp"] = (x, p) => x[0].Amax(p.Dims(x[0]), p.Keep) - x[0].Amin(p.Dims(x[0]), p.Keep),
        ["nanmax"] = (x, p) => OfSome(x[0], p, Masked.Amax(x[0], IsNumber(x[0]), p.Dims(x[0]), p.Keep)),
        ["nanmin"] = (x, p) => OfSome(x[0], p, Masked.Amin(x[0], IsNumber(x[0]), p.Dims(x[0]), p.Keep)),
        ["nanprod"] = (x, p) => Masked.Prod(x[0], IsNumber(x[0]), p.Dims(x[0]), p.Keep),
        ["nanstd"] = (x, p) => Masked.Std(x[0], IsNumber(x[0]), p.Dims(x[0]), 0, p.Keep),
        ["nanvar"] = (x, p) => Masked.Var(x[0], IsNumber(x[0]), p.Dims(x[0]), 0, p.Keep),
        ["diff"] = (x, p) => x[0].Diff(p.Number("n"), p.Number("axis")),
        ["ediff1d"] = (x, _) => x[0].Reshape(-1).Diff(),
        ["searchsorted"] =
            (x, p) => x[0].Rank == 1 ? x[0].SearchSorted(x[1], right: p.Text("side") == "right") : throw new ArgumentException("NumPy has one sequence"),
        ["place"] = (x, _) => x[0].MaskedScatter(x[1], x[2].RepeatInterleave(1).Repeat(1 + x[0].Count / Math.Max(1, x[2].Count)).To(x[0].DType)),
    };

    /// <summary>Those whose results are sums of many terms or lie between two elements.</summary>
    public static bool IsRounded(string name) =>
        All.ContainsKey(name) && name is not ("nanmax" or "nanmin" or "diff" or "ediff1d" or "searchsorted" or "place");

    static int? Axis(NumpyParameters p) => p.IsNull("axis") ? null : p.Number("axis");

    // Between two equal infinities NumPy's median is infinite, and PyTorch's quantile NaN; of no elements PyTorch makes none.
    static Tensor Finite(Tensor x) => x.Count == 0 ? throw new MissingException("quantiles of no elements")
        : x.IsInf().Any().Item<bool>() ? throw new MissingException("between infinities PyTorch's rule is another one")
        : x.DType.IsInteger && x.Amax().Item() - x.Amin().Item() >= Math.ScaleB(1, 8 * x.DType.ItemSize - 1)
            ? throw new MissingException("differences that wrap around in NumPy")
        : x;

    static Tensor IsNumber(Tensor x) => x.IsNaN().LogicalNot();

    // Of nothing but NaN the largest is NaN there, and -∞ here.
    static Tensor OfSome(Tensor x, NumpyParameters p, Tensor result) =>
        x.DType.IsFloatingPoint ? Tensor.Where(IsNumber(x).Any(p.Dims(x), p.Keep), result, Tensor.Full([], double.NaN, x.DType)) : result;
}
