namespace Adjoint.Evidence;

internal static partial class OperationMap
{
    static Dictionary<string, Func<Call, object>> Reductions => new()
    {
        ["sum"] = c => c.Dims(1) is { } dims ? c.X.Sum(dims, Keep(c, 2), c.Type()) : c.X.Sum(c.Type()),
        ["mean"] = c => c.Dims(1) is { } dims ? c.X.Mean(dims, Keep(c, 2), c.Type()) : c.X.Mean(c.Type()),
        ["nansum"] = c => c.X.NanSum(c.Dims(1) ?? [], Keep(c, 2), c.Type()),
        ["nanmean"] = c => c.X.NanMean(c.Dims(1) ?? [], Keep(c, 2), c.Type()),
        ["prod"] = c => c.Dims(1) is { } dims ? c.X.Prod(dims, Keep(c, 2), c.Type()) : c.X.Prod(c.Type()),
        ["amax"] = c => c.X.Amax(c.Dims(1) ?? [], Keep(c, 2)),
        ["amin"] = c => c.X.Amin(c.Dims(1) ?? [], Keep(c, 2)),
        ["max.reduction_no_dim"] = c => c.X.Max(),
        ["min.reduction_no_dim"] = c => c.X.Min(),
        ["max.reduction_with_dim"] = c => c.X.Max(c.I(1, "dim"), Keep(c, 2)),
        ["min.reduction_with_dim"] = c => c.X.Min(c.I(1, "dim"), Keep(c, 2)),
        ["argmax"] = c => c.Dims(1) is { } dims ? c.X.ArgMax(dims[0], Keep(c, 2)) : c.X.ArgMax(Keep(c, 2)),
        ["argmin"] = c => c.Dims(1) is { } dims ? c.X.ArgMin(dims[0], Keep(c, 2)) : c.X.ArgMin(Keep(c, 2)),
        ["var"] = c => Spread(c, (x, dims, correction, keep) => dims is null ? x.Var(correction) : x.Var(dims, correction, keep)),
        ["std"] = c => Spread(c, (x, dims, correction, keep) => dims is null ? x.Std(correction) : x.Std(dims, correction, keep)),
        ["logsumexp"] = c => c.X.LogSumExp(c.Dims(1) ?? [], Keep(c, 2)),
        ["norm"] = c => Norm(c, 2),
        ["norm.fro"] = c => Norm(c, 2),
        ["norm.inf"] = c => Norm(c, 2),
        ["linalg.vector_norm"] = c => c.X.Norm(c.D(1, "ord", 2), c.Dims(2) ?? [], Keep(c, 3), c.Type()),
        ["all"] = c => c.Dims(1) is { } dims ? c.X.All(dims, Keep(c, 2)) : c.X.All(),
        ["any"] = c => c.Dims(1) is { } dims ? c.X.Any(dims, Keep(c, 2)) : c.X.Any(),
        ["count_nonzero"] = c => c.Dims(1) is { } dims ? c.X.CountNonzero(dims) : c.X.CountNonzero(),
        ["cumsum"] = c => c.X.CumSum(c.I(1, "dim"), c.Type()),
        ["cumprod"] = c => c.X.CumProd(c.I(1, "dim"), c.Type()),
        ["polygamma.polygamma_n_0"] = Polygamma,
        ["polygamma.polygamma_n_1"] = Polygamma,
        ["polygamma.polygamma_n_2"] = Polygamma,
        ["polygamma.polygamma_n_3"] = Polygamma,
        ["sort"] = c => c.X.Sort(c.I(1, "dim", -1), c.B(2, "descending")),
        ["argsort"] = c => c.X.ArgSort(c.I(1, "dim", -1), c.B(2, "descending")),
        ["msort"] = c => c.X.Msort(),
        ["topk"] = c => (c.B(4, "sorted", true), c.X.TopK(c.L(1, "k"), c.I(2, "dim", -1), c.B(3, "largest", true))).Item2,
        ["unique"] = c => !c.B(9, "sorted", true) && !c.Has(9, "dim") && c.X.Unique().Count > 1
            ? throw new MissingException("an order that is not specified") : Distinct(c, c.X.UniqueAll(c.Dims(9)?[0])),
        ["unique_consecutive"] = c => Distinct(c, c.X.UniqueConsecutiveAll(c.Dims(9)?[0])),
    };

    static bool Keep(Call c, int position) => c.B(position, "keepdim");

    static object Polygamma(Call c) => c.X.Polygamma(c.I(1, "n"));

    static object Norm(Call c, double otherwise)
    {
        var p = c.Text(1, "p") switch
        {
            "fro" => 2,
            "nuc" => throw new MissingException("the nuclear norm"),
            _ => c.At(1, "p") is string ? 2 : c.D(1, "p", otherwise),
        };
        return c.X.Norm(p, c.Dims(2) ?? [], Keep(c, 3), c.Type());
    }

    static object Distinct(Call c, (Tensor Values, Tensor Inverse, Tensor Counts) all)
    {
        var results = new List<Tensor> { all.Values };
        if (c.B(9, "return_inverse")) results.Add(all.Inverse);
        if (c.B(9, "return_counts")) results.Add(all.Counts);
        _ = c.At(9, "sorted");
        return results.ToArray();
    }

    // The second argument may be the old flag `unbiased`.
    static object Spread(Call c, Func<Tensor, int[]?, double, bool, Tensor> spread)
    {
        if (c.At(1, "dim") is bool unbiased) return spread(c.X, null, unbiased ? 1 : 0, false);
        var dims = c.Dims(1);
        var correction = c.Has(9, "correction") ? c.D(9, "correction") : c.B(2, "unbiased", true) ? 1 : 0;
        var keep = Keep(c, 3);
        return spread(c.X, dims ?? (keep ? [.. Enumerable.Range(0, c.X.Rank)] : null), correction, keep);
    }
}
