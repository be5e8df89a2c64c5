namespace Adjoint.Nn;

/// <summary>What becomes of the rows of a bag.</summary>
public enum BagMode
{
    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>The largest element in each column.</summary>
    Max,
}

/// <summary>
/// A table of vectors of which bags are taken: the sum, mean or maximum of the rows at several indices, without a copy of these
/// rows. Called with a matrix each of its rows is a bag; with a vector and offsets, bags begin at these. The table begins normally
/// distributed, N(0, 1).
/// </summary>
public sealed partial class EmbeddingBag : Module<Tensor, Tensor?, Tensor?, Tensor>
{
    /// <summary>Makes a layer with a random table, the same as PyTorch's for the same seed.</summary>
    /// <param name="numEmbeddings">The number of rows.</param>
    /// <param name="embeddingDim">The length of a row.</param>
    /// <param name="maxNorm">Rows that are longer are made that long, in place, when they are taken.</param>
    /// <param name="normType">The p of the norm that is meant by length.</param>
    /// <param name="scaleGradByFreq">Whether a row's gradient is divided by how often it was taken;
    /// not for <see cref="BagMode.Max"/>.</param>
    /// <param name="mode">What becomes of the rows of a bag.</param>
    /// <param name="includeLastOffset">Whether the last offset is the end of the last bag.</param>
    /// <param name="paddingIdx">A row that counts for nothing in a bag and is not learned; negative numbers count from the end.</param>
    /// <param name="dtype">The type of the table.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, or the padding row is not in the table.</exception>
    public EmbeddingBag(
        long numEmbeddings, long embeddingDim, double? maxNorm = null, double normType = 2, bool scaleGradByFreq = false,
        BagMode mode = BagMode.Mean, bool includeLastOffset = false, long? paddingIdx = null, DType dtype = DType.Float32)
        : this(
            EmbeddingTable.Create("EmbeddingBag", numEmbeddings, embeddingDim, dtype), maxNorm, normType, scaleGradByFreq,
            mode, includeLastOffset, paddingIdx) => ResetParameters();

    EmbeddingBag(
        Parameter weight, double? maxNorm, double normType, bool scaleGradByFreq, BagMode mode, bool includeLastOffset, long? paddingIdx)
    {
        Weight = weight;
        PaddingIdx = EmbeddingTable.Padding("EmbeddingBag", paddingIdx, weight.Size(0));
        (MaxNorm, NormType, ScaleGradByFreq, Mode, IncludeLastOffset) = (maxNorm, normType, scaleGradByFreq, mode, includeLastOffset);
    }

    /// <summary>A layer of given rows.</summary>
    /// <param name="embeddings">The table; its memory is shared.</param>
    /// <param name="freeze">Whether it is not learned.</param>
    /// <inheritdoc cref="EmbeddingBag(long, long, double?, double, bool, BagMode, bool, long?, DType)"/>
    /// <exception cref="ArgumentException">The table has not two dimensions.</exception>
    public static EmbeddingBag FromPretrained(
        Tensor embeddings, bool freeze = true, double? maxNorm = null, double normType = 2, bool scaleGradByFreq = false,
        BagMode mode = BagMode.Mean, bool includeLastOffset = false, long? paddingIdx = null)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        EmbeddingTable.CheckRank("EmbeddingBag", embeddings);
        return new(
            new Parameter(embeddings, requiresGrad: !freeze), maxNorm, normType, scaleGradByFreq, mode, includeLastOffset, paddingIdx);
    }

    /// <summary>The table, of shape [rows, length].</summary>
    public Parameter Weight { get; set; }

    /// <summary>The row that counts for nothing.</summary>
    public long? PaddingIdx { get; }

    /// <summary>How long a row may be.</summary>
    public double? MaxNorm { get; }

    /// <summary>The p of the norm.</summary>
    public double NormType { get; }

    /// <summary>Whether a row's gradient is divided by how often it was taken.</summary>
    public bool ScaleGradByFreq { get; }

    /// <summary>What becomes of the rows of a bag.</summary>
    public BagMode Mode { get; }

    /// <summary>Whether the last offset is the end of the last bag.</summary>
    public bool IncludeLastOffset { get; }

    /// <summary>Draws the table anew.</summary>
    public void ResetParameters() => EmbeddingTable.Reset(Weight, PaddingIdx);

    /// <summary>The bags of a matrix of indices, or of a vector with the offsets at which they begin.</summary>
    public Tensor Call(Tensor input, Tensor? offsets = null) => Call(input, offsets, null);

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor first, Tensor? second, Tensor? third) => Functional.EmbeddingBag(
        first, Weight, second, Mode, third, MaxNorm, NormType, ScaleGradByFreq, IncludeLastOffset, PaddingIdx);

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"{Weight.Size(0)}, {Weight.Size(1)}{EmbeddingTable.Repr(MaxNorm, NormType, ScaleGradByFreq)}, " +
        $"mode='{Mode switch { BagMode.Sum => "sum", BagMode.Mean => "mean", _ => "max" }}'" +
        $"{(PaddingIdx is { } padding ? $", padding_idx={padding}" : "")}";
}

public static partial class Functional
{
    /// <summary>For each bag of indices the sum, mean or maximum of their rows of a table. An empty bag gives zeros.</summary>
    /// <param name="input">Indices: a matrix, of which each row is a bag, or a vector.</param>
    /// <param name="weight">The table, of shape [rows, length].</param>
    /// <param name="offsets">With a vector of indices: where in it each bag begins, in ascending order, from 0 on.</param>
    /// <param name="mode">What becomes of the rows of a bag.</param>
    /// <param name="perSampleWeights">A factor for each index, of its shape; for <see cref="BagMode.Sum"/> only.</param>
    /// <param name="maxNorm">Rows that are longer are made that long, in place, when they are taken.</param>
    /// <param name="normType">The p of the norm that is meant by length.</param>
    /// <param name="scaleGradByFreq">Whether a row's gradient is divided by how often it was taken;
    /// not for <see cref="BagMode.Max"/>.</param>
    /// <param name="includeLastOffset">Whether the last offset is the end of the last bag, and not the beginning of one more.</param>
    /// <param name="paddingIdx">A row that counts for nothing in a bag and gets no gradient; negative numbers count from the end.</param>
    /// <returns>A matrix with a row for each bag.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An index, or the padding row, is not in the table.</exception>
    /// <exception cref="ArgumentException">Shapes, types or offsets do not fit, or an option is not possible in this mode.</exception>
    public static Tensor EmbeddingBag(
        Tensor input, Tensor weight, Tensor? offsets = null, BagMode mode = BagMode.Mean, Tensor? perSampleWeights = null,
        double? maxNorm = null, double normType = 2, bool scaleGradByFreq = false, bool includeLastOffset = false, long? paddingIdx = null)
    {
        ArgumentNullException.ThrowIfNull(weight);
        EmbeddingTable.CheckRank("EmbeddingBag", weight);
        if (perSampleWeights is not null && mode != BagMode.Sum)
            throw new ArgumentException($"EmbeddingBag: weights for each index are for BagMode.Sum, not BagMode.{mode}.");
        if (scaleGradByFreq && mode == BagMode.Max)
            throw new ArgumentException("EmbeddingBag: gradients cannot be scaled by frequency with BagMode.Max.");
        var padding = EmbeddingTable.Padding("EmbeddingBag", paddingIdx, weight.Size(0));
        var index = Tensor.Indices("EmbeddingBag", input);
        if (perSampleWeights is not null && perSampleWeights.Shape != index.Shape)
            throw new ArgumentException(
                $"EmbeddingBag: weights of shape {perSampleWeights.Shape} do not fit indices of shape {index.Shape}.");
        var starts = Bags.Starts(index, offsets, includeLastOffset);
        var flat = index.Reshape(-1).Contiguous();
        if (ReferenceEquals(flat.Storage, input.Storage)) flat = flat.Copy();
        if (maxNorm is { } most) weight.ShortenRows(flat, most, normType);
        return new Bags(flat, starts, padding, scaleGradByFreq).Reduce(weight, mode, perSampleWeights?.Reshape(-1));
    }
}
