using F = Adjoint.Nn.Functional;

namespace Adjoint.Bench;

/// <summary>Scaled dot-product attention and what is built of it.</summary>
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

/// <summary>8 heads of size 64; forward without gradients, or forward and backward.</summary>
internal sealed class DotProductAttention(long length, bool isCausal, bool backward)
    : Workload(
        $"attention, length {length}{(isCausal ? ", causal" : "")}{(backward ? ", forward + backward" : "")}",
        Work.Flop(4.0 * 8 * length * length * 64 * (isCausal ? 0.5 : 1) * (backward ? 3.5 : 1)))
{
    public override Func<Tensor?> SetUp()
    {
        Tensor q = Tensor.Randn([1, 8, length, 64]), k = Tensor.Randn([1, 8, length, 64]), v = Tensor.Randn([1, 8, length, 64]);
        var g = Tensor.Randn([1, 8, length, 64]);
        q.RequiresGrad = k.RequiresGrad = v.RequiresGrad = backward;
        return () =>
        {
            var y = F.ScaledDotProductAttention(q, k, v, isCausal: isCausal);
            if (!backward) return y;
            foreach (var x in (ReadOnlySpan<Tensor>)[q, k, v]) x.ClearGrad(setToNull: true);
            y.Backward(g);
            return k.Grad;
        };
    }
}
