namespace Adjoint.Evidence;

internal static partial class OperationMap
{
    static Dictionary<string, Func<Call, object>> LinearAlgebra => new()
    {
        ["matmul"] = c => c.X.Matmul(c.T(1, "other")),
        ["__rmatmul__"] = c => c.T(1, "other").Matmul(c.X),
        ["mm"] = c => c.X.Mm(c.T(1, "mat2")),
        ["bmm"] = c => c.X.Bmm(c.T(1, "mat2")),
        ["mv"] = c => c.X.Mv(c.T(1, "vec")),
        ["dot"] = c => c.X.Dot(c.T(1, "other")),
        ["outer"] = c => c.X.Outer(c.T(1, "vec2")),
        ["addmm"] = Addmm,
        ["addmm.decomposed"] = Addmm,
        ["einsum"] = c => Tensor.Einsum(c.Text(1, "equation") ?? throw new MissingException("an equation in another form"), c.Ts(0, "operands")),
        ["tensordot"] = c => c.At(2, "dims") is object?[] pair
            ? Tensor.Tensordot(c.X, c.T(1, "other"), Numbers(pair[0]), Numbers(pair[1])) : Tensor.Tensordot(c.X, c.T(1, "other"), c.I(2, "dims", 2)),
    };

    static object Addmm(Call c) => c.X.Addmm(c.T(1, "mat1"), c.T(2, "mat2"), c.S(9, "beta", 1), c.S(9, "alpha", 1));

    static int[] Numbers(object? list) => [.. ((object?[])list!).Select(item => (int)(long)item!)];
}
