namespace Adjoint.Nn;

/// <summary>Checks and masks of <see cref="MultiheadAttention"/>.</summary>
internal static class AttentionHeads
{
    /// <summary>Throws if something does not fit; whether there is no batch dimension.</summary>
    public static bool Check(MultiheadAttention layer, AttentionInput input)
    {
        ArgumentNullException.ThrowIfNull(input.Query);
        ArgumentNullException.ThrowIfNull(input.Key);
        ArgumentNullException.ThrowIfNull(input.Value);
        var (q, k, v) = (input.Query, input.Key, input.Value);
        var shapes = $"the shapes are {q.Shape}, {k.Shape} and {v.Shape}";
        if (q.Rank is not (2 or 3) || k.Rank != q.Rank || v.Rank != q.Rank)
            throw new ArgumentException(
                $"MultiheadAttention: queries, keys and values need 3 dimensions, or 2 without a batch, and {shapes}.");
        var (keys, values) = (layer.KProjWeight?.Size(1) ?? layer.EmbedDim, layer.VProjWeight?.Size(1) ?? layer.EmbedDim);
        if (q.Size(-1) != layer.EmbedDim || k.Size(-1) != keys || v.Size(-1) != values)
            throw new ArgumentException($"MultiheadAttention: the last sizes must be {layer.EmbedDim}, {keys} and {values}, and {shapes}.");
        var type = layer.OutProj.Weight.DType;
        if (!AutocastMode.Agree(q.DType, type) || !AutocastMode.Agree(k.DType, type) || !AutocastMode.Agree(v.DType, type))
            throw new ArgumentException(
                $"MultiheadAttention: the weights are {type}, but queries, keys and values are " +
                $"{q.DType}, {k.DType} and {v.DType}; convert with To.");
        for (var dim = 0; dim < k.Rank - 1; dim++)
        {
            var isBatch = k.Rank == 3 && dim == (layer.BatchFirst ? 0 : 1);
            if (k.Size(dim) != v.Size(dim) || isBatch && q.Size(dim) != k.Size(dim))
                throw new ArgumentException($"MultiheadAttention: keys and values need one length, and all one batch, and {shapes}.");
        }
        return q.Rank == 2;
    }

    /// <summary>
    /// All that is added to the scores, which broadcasts to [N, heads, L, S]; null for nothing.
    /// The last <paramref name="added"/> keys are always seen.
    /// </summary>
    public static Tensor? Mask(AttentionInput input, DType dtype, long batch, int heads, long queries, long keys, int added)
    {
        var given = keys - added;
        Tensor? mask = null;
        if (input.AttnMask is { } own) mask = Shaped(Additive(own, dtype), own, batch, heads, queries, given);
        else if (input.IsCausal) mask = Additive(Tensor.Ones([queries, given], DType.Bool).Triu(1), dtype);
        if (input.KeyPaddingMask is { } padding)
        {
            if (!(padding.Shape == new Shape([batch, given])))
                throw new ArgumentException(
                    $"MultiheadAttention: the key padding mask must be [{batch}, {given}], and its shape is {padding.Shape}.");
            var expanded = Additive(padding, dtype).Reshape(batch, 1, 1, given);
            mask = mask is null ? expanded : mask + expanded;
        }
        if (mask is null || added == 0) return mask;
        return Tensor.Cat([mask, Tensor.Zeros([.. mask.Shape.AsSpan()[..^1], added], dtype)], -1);
    }

    // Here true means that a key is not seen.
    static Tensor Additive(Tensor mask, DType dtype) => Functional.AdditiveMask(mask.DType == DType.Bool ? mask.LogicalNot() : mask, dtype);

    static Tensor Shaped(Tensor additive, Tensor mask, long batch, int heads, long queries, long keys)
    {
        if (mask.Shape == new Shape([queries, keys])) return additive;
        if (mask.Shape == new Shape([batch * heads, queries, keys])) return additive.Reshape(batch, heads, queries, keys);
        throw new ArgumentException(
            $"MultiheadAttention: the attention mask must be [{queries}, {keys}] or [{batch * heads}, {queries}, {keys}], " +
            $"and its shape is {mask.Shape}.");
    }
}
