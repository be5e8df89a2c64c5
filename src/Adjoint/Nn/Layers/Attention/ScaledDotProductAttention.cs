namespace Adjoint.Nn;

public static partial class Functional
{
    /// <summary>
    /// Attention: softmax(q kᵀ scale + mask) v, the values' means for each query, weighted by how well their keys fit. The
    /// matrix of all weights is never held: memory is linear in the lengths (unless weights are dropped or the mask is learned).
    /// </summary>
    /// <param name="query">q, of shape [..., L, E].</param>
    /// <param name="key">k, of shape [..., S, E].</param>
    /// <param name="value">v, of shape [..., S, Ev]. Leading sizes broadcast.</param>
    /// <param name="attnMask">Broadcasts to [..., L, S]: Bool, true where a query sees a key, or numbers of the type of q that are
    /// added to the scores. For a query that sees no key the result is 0.</param>
    /// <param name="dropoutP">The probability of a weight to become zero; give 0 when not training.</param>
    /// <param name="isCausal">Whether query i sees the keys 0 to i only; not together with a mask.</param>
    /// <param name="scale">The factor of the scores; 1/√E if left out.</param>
    /// <param name="enableGqa">Whether several heads of queries, dimension -3, may share a head of keys and values: the first
    /// ones the first, and so on.</param>
    /// <returns>A tensor of shape [..., L, Ev].</returns>
    /// <remarks>
    /// A. Vaswani et al., "Attention Is All You Need" (2017); as PyTorch's <c>scaled_dot_product_attention</c>.
    /// </remarks>
    /// <exception cref="ArgumentException">Shapes or types do not fit, or there is a mask besides <paramref name="isCausal"/>.</exception>
    public static Tensor ScaledDotProductAttention(
        Tensor query, Tensor key, Tensor value, Tensor? attnMask = null, double dropoutP = 0, bool isCausal = false, double? scale = null,
        bool enableGqa = false)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        (query, key, value, attnMask) = (query.ForProduct(), key.ForProduct(), value.ForProduct(), attnMask?.ForProduct());
        using var mode = Autograd.Autocast(enabled: false);
        CheckAttention(query, key, value, attnMask, isCausal, enableGqa);
        var type = query.DType;
        var work = type is DType.Float16 or DType.BFloat16 ? DType.Float32 : type;
        var (q, k, v) = ExpandHeads(query.To(work), key.To(work), value.To(work), enableGqa);
        var mask = attnMask is null ? null : AdditiveMask(attnMask, work);
        var factor = scale ?? 1 / Math.Sqrt(q.Size(-1));
        if (dropoutP == 0 && mask is not { RequiresGrad: true })
        {
            long[] sizes = [.. q.Shape.AsSpan()[..^1], k.Size(-2)];
            return q.Attention(k, v, mask?.BroadcastTo(sizes), factor, isCausal).To(type);
        }
        var weights = q.AttentionWeights(k, mask, factor, isCausal).Dropout(dropoutP);
        var groups = q.Rank < 3 ? 1 : q.Size(-3) / v.Size(-3);
        return weights.Matmul(groups == 1 ? v : v.RepeatInterleave(groups, -3)).To(type);
    }

    /// <summary>What is to be added to scores: 0 where a mask of truth values holds and -∞ elsewhere.</summary>
    internal static Tensor AdditiveMask(Tensor mask, DType dtype) => mask.DType == DType.Bool
        ? Tensor.Zeros(mask.Shape, dtype).MaskedFill(mask.LogicalNot(), double.NegativeInfinity)
        : mask.To(dtype);

    static (Tensor Q, Tensor K, Tensor V) ExpandHeads(Tensor q, Tensor k, Tensor v, bool grouped)
    {
        var own = grouped ? 3 : 2;
        if (q.Rank == own && k.Rank == own && v.Rank == own) return (q, k, v);
        var sizes = Lead(q, own);
        foreach (var other in (ReadOnlySpan<Tensor>)[k, v])
        {
            sizes = Broadcast.Sizes(sizes, Lead(other, own))
                ?? throw new ArgumentException(
                    $"ScaledDotProductAttention: the leading sizes of {q.Shape}, {k.Shape} and {v.Shape} do not broadcast.");
        }
        Tensor Expanded(Tensor x) => x.Expand([.. sizes, .. x.Shape.AsSpan()[^own..]]);
        return (Expanded(q), Expanded(k), Expanded(v));

        static long[] Lead(Tensor x, int own) => x.Shape.AsSpan()[..^own].ToArray();
    }

    static void CheckAttention(Tensor query, Tensor key, Tensor value, Tensor? mask, bool isCausal, bool grouped)
    {
        var shapes = $"the shapes are {query.Shape}, {key.Shape} and {value.Shape}";
        if (query.DType != key.DType || query.DType != value.DType || !query.DType.IsFloatingPoint)
            throw new ArgumentException(
                $"ScaledDotProductAttention: query, key and value need one floating-point type, and are {query.DType}, " +
                $"{key.DType} and {value.DType}; convert them with To.");
        if (Math.Min(query.Rank, Math.Min(key.Rank, value.Rank)) < (grouped ? 3 : 2))
            throw new ArgumentException($"ScaledDotProductAttention: needs [..., {(grouped ? "heads, " : "")}length, size], and {shapes}.");
        if (query.Size(-1) != key.Size(-1) || key.Size(-2) != value.Size(-2))
            throw new ArgumentException(
                $"ScaledDotProductAttention: query and key need one last size, key and value one length, and {shapes}.");
        if (grouped && (key.Size(-3) != value.Size(-3) || key.Size(-3) == 0 || query.Size(-3) % key.Size(-3) != 0))
            throw new ArgumentException(
                $"ScaledDotProductAttention: the heads of keys and values must divide those of queries, and {shapes}.");
        if (mask is null) return;
        if (isCausal)
            throw new ArgumentException(
                "ScaledDotProductAttention: give a mask or isCausal, not both; a causal mask is Tensor.Ones([L, S], DType.Bool).Tril().");
        if (mask.DType != DType.Bool && mask.DType != query.DType)
            throw new ArgumentException(
                $"ScaledDotProductAttention: the mask is {mask.DType}; it must be Bool or, as the query, {query.DType}.");
    }
}
