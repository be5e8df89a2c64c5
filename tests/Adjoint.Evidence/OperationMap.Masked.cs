namespace Adjoint.Evidence;

internal static partial class OperationMap
{
    static Dictionary<string, Func<Call, object>> MaskedFunctions => new()
    {
        ["masked.sum"] = c => Masked.Sum(c.X, Counted(c), c.Dims(9) ?? [], Keep(c, 9), c.Type()),
        ["masked.prod"] = c => Masked.Prod(c.X, Counted(c), c.Dims(9) ?? [], Keep(c, 9), c.Type()),
        ["masked.mean"] = c => Masked.Mean(c.X, Counted(c), c.Dims(9) ?? [], Keep(c, 9), c.Type()),
        ["masked.median"] = c => Masked.Median(c.X, Counted(c), c.I(9, "dim", -1), Keep(c, 9)),
        ["masked.amax"] = c => Masked.Amax(c.X, Counted(c), c.Dims(9) ?? [], Keep(c, 9)),
        ["masked.amin"] = c => Masked.Amin(c.X, Counted(c), c.Dims(9) ?? [], Keep(c, 9)),
        // PyTorch returns indices in the input's type.
        ["masked.argmax"] = c => Masked.ArgMax(c.X, Counted(c), c.Dims(9)?[0], Keep(c, 9)).To(c.X.DType),
        ["masked.argmin"] = c => Masked.ArgMin(c.X, Counted(c), c.Dims(9)?[0], Keep(c, 9)).To(c.X.DType),
        ["masked.var"] = c => Masked.Var(c.X, Counted(c), c.Dims(9) ?? [], c.B(9, "unbiased", true) ? 1 : 0, Keep(c, 9)),
        ["masked.std"] = c => Masked.Std(c.X, Counted(c), c.Dims(9) ?? [], c.B(9, "unbiased", true) ? 1 : 0, Keep(c, 9)),
        ["masked.norm"] = c => Masked.Norm(c.X, c.D(1, "ord", 2), Counted(c), c.Dims(9) ?? [], Keep(c, 9), c.Type()),
        ["masked.logsumexp"] = c => Masked.LogSumExp(c.X, Counted(c), c.Dims(9) ?? [], Keep(c, 9)),
        ["masked.softmax"] = c => Masked.Softmax(c.X, c.I(1, "dim"), Counted(c), c.Type()),
        ["masked.log_softmax"] = c => Masked.LogSoftmax(c.X, c.I(1, "dim"), Counted(c), c.Type()),
        ["masked.softmin"] = c => Masked.Softmin(c.X, c.I(1, "dim"), Counted(c), c.Type()),
        ["masked.normalize"] = c => Masked.Normalize(c.X, c.D(1, "ord"), c.I(2, "dim"), Counted(c), c.D(9, "eps", 1e-12)),
        ["masked.cumsum"] = c => Masked.CumSum(c.X, c.I(1, "dim"), Counted(c), c.Type()),
        ["masked.cumprod"] = c => Masked.CumProd(c.X, c.I(1, "dim"), Counted(c), c.Type()),
    };

    static Tensor? Counted(Call c) => c.MaybeT(9, "mask");
}
