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
    ]);
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
