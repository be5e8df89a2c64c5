using Adjoint.Nn;
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
    ]).Append(new EncoderLayer());
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

/// <summary>A layer of an encoder: length 128, batch 8, size 256, 8 heads, 1024 between the linear maps; forward and backward.</summary>
internal sealed class EncoderLayer() : Workload("encoder layer, forward + backward", Work.Flop(3 * EncoderLayer.Forward))
{
    public const double Forward = 2.0 * 128 * 8 * (4 * 256 * 256 + 2 * 256 * 1024) + 4.0 * 8 * 128 * 128 * 256;

    public override Func<Tensor?> SetUp()
    {
        var layer = new TransformerEncoderLayer(256, 8, dimFeedforward: 1024, dropout: 0);
        Tensor x = Tensor.Randn([128, 8, 256], requiresGrad: true), g = Tensor.Randn([128, 8, 256]);
        return () =>
        {
            layer.ZeroGrad();
            x.ClearGrad(setToNull: true);
            layer.Call(x).Backward(g);
            return x.Grad;
        };
    }
}
