namespace Adjoint.Nn;

/// <summary>What <see cref="MultiheadAttention"/> is given.</summary>
/// <param name="Query">The queries, [L, N, E], with <c>batchFirst</c> [N, L, E], or [L, E].</param>
/// <param name="Key">The keys, [S, N, kdim] or likewise.</param>
/// <param name="Value">The values, [S, N, vdim] or likewise.</param>
/// <param name="KeyPaddingMask">[N, S] or [S]: Bool, true where a key is <b>not</b> to be seen, or numbers that are added
/// to the scores.</param>
/// <param name="NeedWeights">Whether the weights are wanted too; without them it is faster and takes less memory.</param>
/// <param name="AttnMask">[L, S] or [N heads, L, S]: Bool, true where a query must <b>not</b> see a key, or numbers that are
/// added to the scores.</param>
/// <param name="AverageAttnWeights">Whether the weights are averaged over the heads.</param>
/// <param name="IsCausal">Without a mask, whether query i sees the keys 0 to i only; beside one it says that the mask is such.</param>
public readonly record struct AttentionInput(
    Tensor Query, Tensor Key, Tensor Value, Tensor? KeyPaddingMask = null, bool NeedWeights = true, Tensor? AttnMask = null,
    bool AverageAttnWeights = true, bool IsCausal = false);

/// <summary>
/// Attention of several heads: queries, keys and values are projected, cut into heads, attended to
/// (<see cref="Functional.ScaledDotProductAttention"/>), joined and projected again.
/// </summary>
/// <remarks>A. Vaswani et al., "Attention Is All You Need" (2017).</remarks>
public sealed partial class MultiheadAttention : Module<AttentionInput, (Tensor Output, Tensor? Weights)>
{
    /// <summary>Makes a layer with random weights, the same as PyTorch's for the same seed.</summary>
    /// <param name="embedDim">The size of queries and of the output, E.</param>
    /// <param name="numHeads">Into how many heads it is cut.</param>
    /// <param name="dropout">The probability of a weight to become zero while training.</param>
    /// <param name="bias">Whether the projections have biases.</param>
    /// <param name="addBiasKv">Whether one more key and value are learned.</param>
    /// <param name="addZeroAttn">Whether a key and value of zeros are added.</param>
    /// <param name="kdim">The size of the keys; E if left out.</param>
    /// <param name="vdim">The size of the values; E if left out.</param>
    /// <param name="batchFirst">Whether the batch is the first dimension.</param>
    /// <param name="dtype">The type of the weights.</param>
    /// <exception cref="ArgumentException">The heads do not divide E.</exception>
    public MultiheadAttention(
        long embedDim, int numHeads, double dropout = 0, bool bias = true, bool addBiasKv = false, bool addZeroAttn = false,
        long? kdim = null, long? vdim = null, bool batchFirst = false, DType dtype = DType.Float32)
    {
        Checks.Positive(TypeName, nameof(embedDim), embedDim);
        Checks.Positive(TypeName, nameof(numHeads), numHeads);
        Checks.Positive(TypeName, nameof(kdim), kdim ?? embedDim);
        Checks.Positive(TypeName, nameof(vdim), vdim ?? embedDim);
        Checks.Probability(TypeName, dropout);
        if (embedDim % numHeads != 0)
            throw new ArgumentException($"MultiheadAttention: {numHeads} heads do not divide the size {embedDim}.", nameof(numHeads));
        (EmbedDim, NumHeads, Dropout, BatchFirst, AddZeroAttn) = (embedDim, numHeads, dropout, batchFirst, addZeroAttn);
        var (keys, values) = (kdim ?? embedDim, vdim ?? embedDim);
        if (keys == embedDim && values == embedDim)
        {
            InProjWeight = Empty(3 * embedDim, embedDim);
        }
        else
        {
            QProjWeight = Empty(embedDim, embedDim);
            KProjWeight = Empty(embedDim, keys);
            VProjWeight = Empty(embedDim, values);
        }
        InProjBias = bias ? Empty(3 * embedDim) : null;
        OutProj = new NonDynamicallyQuantizableLinear(embedDim, embedDim, bias, dtype);
        (BiasK, BiasV) = addBiasKv ? (Empty(1, 1, embedDim), Empty(1, 1, embedDim)) : (null, null);
        ResetParameters();
        Parameter Empty(params ReadOnlySpan<long> sizes) => new(Tensor.Empty(Shape.Create(sizes), dtype));
    }

    /// <summary>The projections of queries, keys and values one below the other, [3 E, E], where all are of size E.</summary>
    public Parameter? InProjWeight { get; set; }

    /// <summary>The projection of the queries, [E, E], where sizes differ.</summary>
    public Parameter? QProjWeight { get; set; }

    /// <summary>The projection of the keys, [E, kdim], where sizes differ.</summary>
    public Parameter? KProjWeight { get; set; }

    /// <summary>The projection of the values, [E, vdim], where sizes differ.</summary>
    public Parameter? VProjWeight { get; set; }

    /// <summary>The biases of the three projections, [3 E]; null for none.</summary>
    public Parameter? InProjBias { get; set; }

    /// <summary>One more key, [1, 1, E]; null for none.</summary>
    public Parameter? BiasK { get; set; }

    /// <summary>One more value, [1, 1, E]; null for none.</summary>
    public Parameter? BiasV { get; set; }

    /// <summary>The projection of the joined heads.</summary>
    public Linear OutProj { get; set; }

    /// <summary>The size of queries and of the output.</summary>
    public long EmbedDim { get; }

    /// <summary>The number of heads.</summary>
    public int NumHeads { get; }

    /// <summary>The probability of a weight to become zero while training.</summary>
    public double Dropout { get; }

    /// <summary>Whether the batch is the first dimension.</summary>
    public bool BatchFirst { get; }

    /// <summary>Whether a key and value of zeros are added.</summary>
    public bool AddZeroAttn { get; }

    /// <summary>Draws the weights anew; biases become 0.</summary>
    public void ResetParameters()
    {
        foreach (var weight in (ReadOnlySpan<Parameter?>)[InProjWeight, QProjWeight, KProjWeight, VProjWeight])
        {
            if (weight is not null) Init.XavierUniform(weight);
        }
        if (InProjBias is not null) Init.Zeros(InProjBias);
        if (OutProj.Bias is not null) Init.Zeros(OutProj.Bias);
        if (BiasK is not null) Init.XavierNormal(BiasK);
        if (BiasV is not null) Init.XavierNormal(BiasV);
    }

    /// <summary>
    /// Attention of <paramref name="query"/> to <paramref name="key"/> and <paramref name="value"/>: see <see cref="AttentionInput"/>.
    /// </summary>
    /// <returns>The output, shaped as the queries, and if they are needed the weights: [N, L, S], or [N, heads, L, S] where they
    /// are not averaged.</returns>
    /// <exception cref="ArgumentException">Shapes do not fit.</exception>
    public (Tensor Output, Tensor? Weights) Call(
        Tensor query, Tensor key, Tensor value, Tensor? keyPaddingMask = null, bool needWeights = true, Tensor? attnMask = null,
        bool averageAttnWeights = true, bool isCausal = false) =>
        Call(new(query, key, value, keyPaddingMask, needWeights, attnMask, averageAttnWeights, isCausal));

    /// <inheritdoc/>
    protected override (Tensor Output, Tensor? Weights) Forward(AttentionInput input)
    {
        var isSingle = AttentionHeads.Check(this, input);
        var batch = BatchFirst ? 0 : 1;
        if (isSingle)
        {
            var (single, singleWeights) = Attend(input with
            {
                Query = input.Query.Unsqueeze(batch),
                Key = ReferenceEquals(input.Key, input.Query) ? null! : input.Key.Unsqueeze(batch),
                Value = ReferenceEquals(input.Value, input.Key) ? null! : input.Value.Unsqueeze(batch),
                KeyPaddingMask = input.KeyPaddingMask?.Unsqueeze(0),
            });
            return (single.Squeeze(batch), singleWeights?.Squeeze(0));
        }
        return Attend(input with
        {
            Key = ReferenceEquals(input.Key, input.Query) ? null! : input.Key,
            Value = ReferenceEquals(input.Value, input.Key) ? null! : input.Value,
        });
    }

    // Keys that are the queries, and values that are the keys, come as null: they are projected together.
    (Tensor Output, Tensor? Weights) Attend(AttentionInput input)
    {
        var (q, k, v) = Project(input.Query, input.Key, input.Value);
        var length = BatchFirst ? 1 : 0;
        var (sizeQ, batch) = (q.Size(length), q.Size(1 - length));
        k = Extended(k, BiasK, length, batch);
        v = Extended(v, BiasV, length, batch);
        if (AddZeroAttn)
        {
            k = Extended(k, Tensor.Zeros([1, 1, EmbedDim], k.DType), length, batch);
            v = Extended(v, Tensor.Zeros([1, 1, EmbedDim], v.DType), length, batch);
        }
        var added = (BiasK is null ? 0 : 1) + (AddZeroAttn ? 1 : 0);
        var onlyCausal = input is { IsCausal: true, AttnMask: null, KeyPaddingMask: null, NeedWeights: false } && added == 0;
        var mask = onlyCausal ? null : AttentionHeads.Mask(input, q.DType, batch, NumHeads, sizeQ, k.Size(length), added);
        Tensor[] heads = [Heads(q), Heads(k), Heads(v)];
        var dropout = Training ? Dropout : 0;
        Tensor attended;
        Tensor? weights = null;
        if (input.NeedWeights)
        {
            var scores = (heads[0] * (1 / Math.Sqrt(EmbedDim / NumHeads))).Matmul(heads[1].Mt);
            weights = (mask is null ? scores : scores + mask).Softmax(-1).Dropout(dropout, Training);
            attended = weights.Matmul(heads[2]);
            if (input.AverageAttnWeights) weights = weights.Mean(1);
        }
        else
        {
            attended = Functional.ScaledDotProductAttention(heads[0], heads[1], heads[2], mask, dropout, isCausal: onlyCausal);
        }
        attended = BatchFirst ? attended.Permute(0, 2, 1, 3) : attended.Permute(2, 0, 1, 3);
        return (OutProj.Call(attended.Reshape(attended.Size(0), attended.Size(1), EmbedDim)), weights);
    }

    (Tensor Q, Tensor K, Tensor V) Project(Tensor query, Tensor? key, Tensor? value)
    {
        var size = EmbedDim;
        if (InProjWeight is { } weight)
        {
            if (key is null && value is null)
            {
                var all = query.Linear(weight, InProjBias).Chunk(3, -1);
                return (all[0], all[1], all[2]);
            }
            var q = Part(query, 0, 1);
            if (value is null)
            {
                var both = Part(key!, 1, 2).Chunk(2, -1);
                return (q, both[0], both[1]);
            }
            return (q, Part(key ?? query, 1, 1), Part(value, 2, 1));
            Tensor Part(Tensor x, int first, int count) =>
                x.Linear(weight.Narrow(0, first * size, count * size), InProjBias?.Narrow(0, first * size, count * size));
        }
        key ??= query;
        value ??= key;
        return (query.Linear(QProjWeight!, InProjBias?.Narrow(0, 0, size)), key.Linear(KProjWeight!, InProjBias?.Narrow(0, size, size)),
            value.Linear(VProjWeight!, InProjBias?.Narrow(0, 2 * size, size)));
    }

    // [N, heads, length, size of a head], whichever dimension the batch is.
    Tensor Heads(Tensor x)
    {
        var cut = x.Reshape(x.Size(0), x.Size(1), NumHeads, EmbedDim / NumHeads);
        return BatchFirst ? cut.Permute(0, 2, 1, 3) : cut.Permute(1, 2, 0, 3);
    }

    static Tensor Extended(Tensor x, Tensor? more, int length, long batch)
    {
        if (more is null) return x;
        return Tensor.Cat([x, length == 0 ? more.Expand(1, batch, -1) : more.Expand(batch, 1, -1)], length);
    }
}
