namespace Adjoint.Evidence;

internal static partial class OperationMap
{
    static Dictionary<string, Func<Call, object>> Creation => new()
    {
        ["arange"] =
            c => c.Has(1, "end") ? Tensor.Arange(c.S(0, "start", 0), c.S(1, "end", 0), c.S(2, "step", 1), c.Type()) : Tensor.Arange(c.S(0, "end", 0), c.Type()),
        ["linspace"] = c => Tensor.Linspace(c.S(0, "start", 0), c.S(1, "end", 0), c.L(2, "steps"), c.Type()),
        ["logspace"] = c => Tensor.Logspace(c.S(0, "start", 0), c.S(1, "end", 0), c.L(2, "steps"), c.D(3, "base", 10), c.Type()),
        ["eye"] = c => Tensor.Eye(c.L(0, "n"), c.Has(1, "m") ? c.L(1, "m") : null, c.Type()),
        ["full_like"] = c => Tensor.FullLike(c.X, c.S(1, "fill_value", 0), c.Type()),
        ["ones_like"] = c => Tensor.OnesLike(c.X, c.Type()),
        ["zeros_like"] = c => Tensor.ZerosLike(c.X, c.Type()),
        ["new_full"] = c => Tensor.Full(new Shape(c.Ls(1, "size")), c.S(2, "fill_value", 0), c.Type() ?? c.X.DType),
        ["new_ones"] = c => Tensor.Ones(new Shape(c.Ls(1, "size")), c.Type() ?? c.X.DType),
        ["new_zeros"] = c => Tensor.Zeros(new Shape(c.Ls(1, "size")), c.Type() ?? c.X.DType),
    };
}
