using F = Adjoint.Nn.Functional;

namespace Adjoint.Evidence;

internal static partial class OperationMap
{
    static Dictionary<string, Func<Call, object>> Indices => new()
    {
        ["gather"] = c => c.X.Gather(c.I(1, "dim"), c.T(2, "index")),
        ["scatter"] = c => c.Has(9, "reduce") ? throw new MissingException("the argument reduce")
            : c.At(3, "src") is Tensor src ? c.X.Scatter(c.I(1, "dim"), c.T(2, "index"), src) : c.X.Scatter(c.I(1, "dim"), c.T(2, "index"), c.S(3, "src", 0)),
        ["scatter_add"] = c => c.X.ScatterAdd(c.I(1, "dim"), c.T(2, "index"), c.T(3, "src")),
        ["index_select"] = c => c.X.IndexSelect(c.I(1, "dim"), c.T(2, "index")),
        ["index_add"] = c => c.X.IndexAdd(c.I(1, "dim"), c.T(2, "index"), c.T(3, "source"), c.S(9, "alpha", 1)),
        ["index_put"] = c => c.X.IndexPut(Array.ConvertAll(c.Ts(1, "indices"), index => (Slice)index), c.T(2, "values"), c.B(3, "accumulate")),
        ["masked_fill"] = c => c.At(2, "value") is Tensor value ? c.X.MaskedFill(c.T(1, "mask"), value) : c.X.MaskedFill(c.T(1, "mask"), c.S(2, "value", 0)),
        ["masked_select"] = c => c.X.MaskedSelect(c.T(1, "mask")),
        ["take_along_dim"] = c => c.X.TakeAlongDim(c.T(1, "indices"), c.Dims(2)?[0]),
        ["take"] = c => c.X.Take(c.T(1, "index")),
        ["nonzero"] = c => c.B(9, "as_tuple") ? c.X.NonzeroTuple() : c.X.Nonzero(),
        ["argwhere"] = c => c.X.Nonzero(),
        // Recorded with the table as the input.
        ["nn.functional.embedding"] = c => F.Embedding(
            c.T(1, "indices"), c.X, c.Has(2, "padding_idx") ? c.L(2, "padding_idx") : null, c.MaybeD(3, "max_norm"), c.D(4, "norm_type", 2),
            c.B(5, "scale_grad_by_freq")),
        ["nn.functional.embedding_bag"] = c => F.EmbeddingBag(
            c.T(1, "indices"), c.X, c.MaybeT(2, "offsets"), c.Text(6, "mode") switch { "sum" => Nn.BagMode.Sum, "max" => Nn.BagMode.Max, _ => Nn.BagMode.Mean },
            c.MaybeT(8, "per_sample_weights"), c.MaybeD(3, "max_norm"), c.D(4, "norm_type", 2), c.B(5, "scale_grad_by_freq"), c.B(9, "include_last_offset"),
            c.Has(10, "padding_idx") ? c.L(10, "padding_idx") : null),
        ["nn.functional.one_hot"] = c => c.X.OneHot(c.L(1, "num_classes", -1)),
    };
}
