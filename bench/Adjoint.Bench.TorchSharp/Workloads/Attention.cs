namespace Adjoint.Bench;

internal static class Attention
{
    static readonly long[] s_lengths = [128, 512, 1024, 2048];

    public static IEnumerable<Workload> Workloads => s_lengths.SelectMany(length => (Workload[])
    [
        new DotProductAttention(length, isCausal: false, backward: false),
        new DotProductAttention(length, isCausal: true, backward: false),
        new DotProductAttention(length, isCausal: false, backward: true),
        new DotProductAttention(length, isCausal: true, backward: true),
    ]).Append(new EncoderLayer());
}

internal sealed class DotProductAttention(long length, bool isCausal, bool backward)
    : Workload(
        $"attention, length {length}{(isCausal ? ", causal" : "")}{(backward ? ", forward + backward" : "")}",
        Work.Flop(4.0 * 8 * length * length * 64 * (isCausal ? 0.5 : 1) * (backward ? 3.5 : 1)))
{
    public override Func<Tensor?> SetUp()
    {
        Tensor q = randn(1, 8, length, 64), k = randn(1, 8, length, 64), v = randn(1, 8, length, 64);
        var g = randn(1, 8, length, 64);
        q.requires_grad = k.requires_grad = v.requires_grad = backward;
        return () =>
        {
            var y = nn.functional.scaled_dot_product_attention(q, k, v, is_casual: isCausal);
            if (!backward) return y;
            foreach (var x in (ReadOnlySpan<Tensor>)[q, k, v]) x.grad = null;
            y.backward([g]);
            return k.grad;
        };
    }
}

internal sealed class EncoderLayer() : Workload("encoder layer, forward + backward", Work.Flop(3 * EncoderLayer.Forward))
{
    public const double Forward = 2.0 * 128 * 8 * (4 * 256 * 256 + 2 * 256 * 1024) + 4.0 * 8 * 128 * 128 * 256;

    public override Func<Tensor?> SetUp()
    {
        var layer = nn.TransformerEncoderLayer(256, 8, 1024, 0);
        Tensor x = randn(128, 8, 256, requires_grad: true), g = randn(128, 8, 256);
        return () =>
        {
            layer.zero_grad();
            x.grad = null;
            layer.call(x, null, null).backward([g]);
            return x.grad;
        };
    }
}
