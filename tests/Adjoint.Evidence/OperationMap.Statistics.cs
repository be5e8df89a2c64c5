namespace Adjoint.Evidence;

internal static partial class OperationMap
{
    static Dictionary<string, Func<Call, object>> Statistics => new()
    {
        ["cummax"] = c => c.X.CumMax(c.I(1, "dim")),
        ["cummin"] = c => c.X.CumMin(c.I(1, "dim")),
        ["logcumsumexp"] = c => c.X.LogCumSumExp(c.I(1, "dim")),
        ["diff"] = c => c.X.Diff(c.I(1, "n", 1), c.I(2, "dim", -1), c.MaybeT(3, "prepend"), c.MaybeT(4, "append")),
        ["gradient"] = Gradient,
        ["trapz"] = c => c.Has(1, "x") ? c.X.Trapz(c.T(1, "x"), c.I(9, "dim", -1)) : c.X.Trapz(c.D(9, "dx", 1), c.I(9, "dim", -1)),
        ["trapezoid"] = c => c.Has(1, "x") ? c.X.Trapezoid(c.T(1, "x"), c.I(9, "dim", -1)) : c.X.Trapezoid(c.D(9, "dx", 1), c.I(9, "dim", -1)),
        ["cumulative_trapezoid"] =
            c => c.Has(1, "x") ? c.X.CumulativeTrapezoid(c.T(1, "x"), c.I(9, "dim", -1)) : c.X.CumulativeTrapezoid(c.D(9, "dx", 1), c.I(9, "dim", -1)),
        ["var_mean"] = c => SpreadAndMean(c, (x, dims, correction, keep) => x.VarMean(dims, correction, keep)),
        ["std_mean"] = c => SpreadAndMean(c, (x, dims, correction, keep) => x.StdMean(dims, correction, keep)),
        ["aminmax"] = c => c.Dims(9) is { } dims ? c.X.Aminmax(dims[0], Keep(c, 9)) : c.X.Aminmax(),
        ["median"] = c => c.Has(1, "dim") ? c.X.Median(c.I(1, "dim"), Keep(c, 2)) : c.X.Median(),
        ["nanmedian"] = c => c.Has(1, "dim") ? c.X.NanMedian(c.I(1, "dim"), Keep(c, 2)) : c.X.NanMedian(),
        ["mode"] = c => c.X.Mode(c.I(1, "dim", -1), Keep(c, 2)),
        ["kthvalue"] = c => c.X.KthValue(c.L(1, "k"), c.I(2, "dim", -1), Keep(c, 3)),
        ["quantile"] = c => c.X.Quantile(Fractions(c), c.Dims(2)?[0], Keep(c, 3), Interpolation(c)),
        ["nanquantile"] = c => c.X.NanQuantile(Fractions(c), c.Dims(2)?[0], Keep(c, 3), Interpolation(c)),
        ["histc"] = c => c.X.Histc(c.L(1, "bins", 100), c.D(2, "min", 0), c.D(3, "max", 0)),
        ["histogram"] = c => c.At(1, "bins") is Tensor edges
            ? c.X.Histogram(edges, c.MaybeT(9, "weight"), c.B(9, "density"))
            : c.X.Histogram(c.L(1, "bins"), Ranges(c) is { } ranges ? ranges[0] : null, c.MaybeT(9, "weight"), c.B(9, "density")),
        ["histogramdd"] = HistogramDd,
        ["bincount"] = c => c.X.BinCount(c.MaybeT(1, "weights"), c.L(2, "minlength")),
        ["bucketize"] = c => c.X.Bucketize(c.T(1, "boundaries"), c.B(9, "right"), Places(c)),
        ["searchsorted"] = c => c.X.SearchSorted(c.T(1, "input"), c.B(9, "right"), c.MaybeT(9, "sorter"), Places(c)),
        ["isin"] = c => c.X.IsIn(c.T(1, "test_elements"), c.B(9, "invert")),
        ["cov"] = c => c.X.Cov(c.L(9, "correction", 1), c.MaybeT(9, "fweights"), c.MaybeT(9, "aweights")),
        ["corrcoef"] = c => c.X.CorrCoef(),
        ["combinations"] = c => c.X.Combinations(c.I(1, "r", 2), c.B(2, "with_replacement")),
        ["cartesian_prod"] = c => Tensor.CartesianProd(c.Ts(0, "tensors")),
        ["dist"] = c => c.X.Dist(c.T(1, "other"), c.D(2, "p", 2)),
        ["cdist"] = c => c.X.Cdist(c.T(1, "x2"), c.D(2, "p", 2), c.Text(3, "compute_mode") switch
        {
            "use_mm_for_euclid_dist" => CdistMode.Product,
            "donot_use_mm_for_euclid_dist" => CdistMode.Direct,
            _ => CdistMode.ProductIfLarge,
        }),
        ["renorm"] = c => c.X.Renorm(c.D(1, "p"), c.I(2, "dim"), c.D(3, "maxnorm")),
        ["index_fill"] = c => c.At(3, "value") is Tensor value
            ? c.X.IndexFill(c.I(1, "dim"), c.T(2, "index"), value)
            : c.X.IndexFill(c.I(1, "dim"), c.T(2, "index"), c.S(3, "value", 0)),
        ["index_copy"] = c => c.X.IndexCopy(c.I(1, "dim"), c.T(2, "index"), c.T(3, "source")),
        ["index_reduce"] = c => c.X.IndexReduce(c.I(1, "dim"), c.T(2, "index"), c.T(3, "source"), Reduce(c, 4), c.B(9, "include_self", true)),
        ["masked_scatter"] = c => c.X.MaskedScatter(c.T(1, "mask"), c.T(2, "source")),
        ["put"] = c => c.X.Put(c.T(1, "index"), c.T(2, "source"), c.B(3, "accumulate")),
        ["scatter_reduce.sum"] = ScatterReduce,
        ["scatter_reduce.prod"] = ScatterReduce,
        ["scatter_reduce.mean"] = ScatterReduce,
        ["scatter_reduce.amax"] = ScatterReduce,
        ["scatter_reduce.amin"] = ScatterReduce,
        ["segment_reduce.lengths"] = SegmentReduce,
        ["segment_reduce.offsets"] = SegmentReduce,
        ["unfold"] = c => c.X.Unfold(c.I(1, "dimension"), c.L(2, "size"), c.L(3, "step", 1)),
    };

    static DType Places(Call c) => c.B(9, "out_int32") ? DType.Int32 : DType.Int64;

    static Tensor Fractions(Call c) => c.At(1, "q") is double q ? Tensor.From(q, DType.Float64) : c.T(1, "q");

    static QuantileInterpolation Interpolation(Call c) =>
        Enum.Parse<QuantileInterpolation>(c.Text(9, "interpolation") ?? "linear", ignoreCase: true);

    static ScatterReduction Reduce(Call c, int position) => c.Text(position, "reduce") switch
    {
        "sum" => ScatterReduction.Sum,
        "prod" => ScatterReduction.Prod,
        "mean" => ScatterReduction.Mean,
        "amax" or "max" => ScatterReduction.Amax,
        "amin" or "min" => ScatterReduction.Amin,
        var other => throw new MissingException($"the reduction {other}"),
    };

    static object ScatterReduce(Call c) => c.X.ScatterReduce(c.I(1, "dim"), c.T(2, "index"), c.T(3, "src"), Reduce(c, 4), c.B(9, "include_self", true));

    static object SegmentReduce(Call c) =>
        c.X.SegmentReduce(Reduce(c, 1), c.MaybeT(9, "lengths"), c.MaybeT(9, "offsets"), c.I(9, "axis"), c.MaybeD(9, "initial"), allowRest: c.B(9, "unsafe"));

    static object Gradient(Call c)
    {
        var (dims, order) = (c.Dims(9) ?? [], c.I(9, "edge_order", 1));
        return c.At(9, "spacing") switch
        {
            object?[] coordinates when coordinates.All(item => item is Tensor) => c.X.Gradient([.. coordinates.Cast<Tensor>()], dims, order),
            object?[] distances => c.X.Gradient([.. distances.Select(Convert.ToDouble)], dims, order),
            var spacing => c.X.Gradient(spacing is null ? 1 : Convert.ToDouble(spacing), dims, order),
        };
    }

    // PyTorch gives a list of first and last edges one after the other.
    static (double, double)[]? Ranges(Call c) => c.At(9, "range") is object?[] ends
        ? [.. ends.Select(Convert.ToDouble).Chunk(2).Select(pair => (pair[0], pair[1]))] : null;

    static object HistogramDd(Call c)
    {
        var (weight, density, bins) = (c.MaybeT(9, "weight"), c.B(9, "density"), (object?[])c.At(1, "bins")!);
        var (hist, edges) = bins[0] is Tensor
            ? c.X.HistogramDd([.. bins.Cast<Tensor>()], weight, density) : c.X.HistogramDd([.. bins.Cast<long>()], Ranges(c), weight, density);
        return new[] { hist }.Concat(edges).ToArray();
    }

    static object SpreadAndMean(Call c, Func<Tensor, int[], double, bool, (Tensor, Tensor)> spread)
    {
        if (c.At(1, "dim") is bool unbiased) return spread(c.X, [], unbiased ? 1 : 0, false);
        var correction = c.Has(9, "correction") ? c.D(9, "correction") : c.B(2, "unbiased", true) ? 1 : 0;
        return spread(c.X, c.Dims(1) ?? [], correction, Keep(c, 3));
    }
}
