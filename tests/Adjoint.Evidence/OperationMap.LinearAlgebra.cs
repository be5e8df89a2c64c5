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
        ["nn.functional._scaled_dot_product_attention"] = Attention,
        ["tensordot"] = c => c.At(2, "dims") is object?[] pair
            ? Tensor.Tensordot(c.X, c.T(1, "other"), Numbers(pair[0]), Numbers(pair[1])) : Tensor.Tensordot(c.X, c.T(1, "other"), c.I(2, "dims", 2)),
    };

    static object Attention(Call c)
    {
        if (c.D(4, "dropout_p", 0) > 0) throw new MissingException("what was dropped is not recorded");
        var (q, k, mask, isCausal) = (c.X, c.T(1, "key"), c.MaybeT(3, "attn_mask"), c.B(6, "is_causal"));
        c.At(5, "need_attn_weights");
        var scores = q.Matmul(k.Mt) / Math.Sqrt(q.Size(-1));
        if (isCausal) scores = scores.MaskedFill(Tensor.Ones([q.Size(-2), k.Size(-2)], DType.Bool).Triu(1), double.NegativeInfinity);
        return new[] { Nn.Functional.ScaledDotProductAttention(q, k, c.T(2, "value"), mask, isCausal: isCausal), scores.Softmax(-1) };
    }

    static object Addmm(Call c) => c.X.Addmm(c.T(1, "mat1"), c.T(2, "mat2"), c.S(9, "beta", 1), c.S(9, "alpha", 1));

    static int[] Numbers(object? list) => [.. ((object?[])list!).Select(item => (int)(long)item!)];
}
