namespace Adjoint.Nn;

/// <summary>
/// A table of vectors, one for each of a number of things, such as the words of a vocabulary: takes indices of any shape and
/// returns their rows, in one more dimension. The table begins normally distributed, N(0, 1).
/// </summary>
public sealed partial class Embedding : Module
{
    /// <summary>Makes a layer with a random table, the same as PyTorch's for the same seed.</summary>
    /// <param name="numEmbeddings">The number of rows.</param>
    /// <param name="embeddingDim">The length of a row.</param>
    /// <param name="paddingIdx">A row for places that hold nothing: it begins with zeros and is not learned;
    /// negative numbers count from the end.</param>
    /// <param name="maxNorm">Rows that are longer are made that long, in place, when they are taken.</param>
    /// <param name="normType">The p of the norm that is meant by length.</param>
    /// <param name="scaleGradByFreq">Whether a row's gradient is divided by how often it was taken.</param>
    /// <param name="dtype">The type of the table.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, or the padding row is not in the table.</exception>
    public Embedding(
        long numEmbeddings, long embeddingDim, long? paddingIdx = null, double? maxNorm = null,
        double normType = 2, bool scaleGradByFreq = false, DType dtype = DType.Float32)
        : this(EmbeddingTable.Create("Embedding", numEmbeddings, embeddingDim, dtype), paddingIdx, maxNorm, normType, scaleGradByFreq) =>
        ResetParameters();

    Embedding(Parameter weight, long? paddingIdx, double? maxNorm, double normType, bool scaleGradByFreq)
    {
        Weight = weight;
        PaddingIdx = EmbeddingTable.Padding("Embedding", paddingIdx, weight.Size(0));
        (MaxNorm, NormType, ScaleGradByFreq) = (maxNorm, normType, scaleGradByFreq);
    }

    /// <summary>A layer of given rows.</summary>
    /// <param name="embeddings">The table; its memory is shared.</param>
    /// <param name="freeze">Whether it is not learned.</param>
    /// <inheritdoc cref="Embedding(long, long, long?, double?, double, bool, DType)"/>
    /// <exception cref="ArgumentException">The table has not two dimensions.</exception>
    public static Embedding FromPretrained(
        Tensor embeddings, bool freeze = true, long? paddingIdx = null, double? maxNorm = null, double normType = 2,
        bool scaleGradByFreq = false)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        EmbeddingTable.CheckRank("Embedding", embeddings);
        return new(new Parameter(embeddings, requiresGrad: !freeze), paddingIdx, maxNorm, normType, scaleGradByFreq);
    }

    /// <summary>The table, of shape [rows, length].</summary>
    public Parameter Weight { get; set; }

    /// <summary>The row for places that hold nothing.</summary>
    public long? PaddingIdx { get; }

    /// <summary>How long a row may be.</summary>
    public double? MaxNorm { get; }

    /// <summary>The p of the norm.</summary>
    public double NormType { get; }

    /// <summary>Whether a row's gradient is divided by how often it was taken.</summary>
    public bool ScaleGradByFreq { get; }

    /// <summary>The number of rows.</summary>
    public long NumEmbeddings => Weight.Size(0);

    /// <summary>The length of a row.</summary>
    public long EmbeddingDim => Weight.Size(1);

    /// <summary>Draws the table anew.</summary>
    public void ResetParameters() => EmbeddingTable.Reset(Weight, PaddingIdx);

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.Embedding(x, Weight, PaddingIdx, MaxNorm, NormType, ScaleGradByFreq);

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"{NumEmbeddings}, {EmbeddingDim}{(PaddingIdx is { } padding ? $", padding_idx={padding}" : "")}" +
        EmbeddingTable.Repr(MaxNorm, NormType, ScaleGradByFreq);
}

public static partial class Functional
{
    /// <summary>Rows of a table at indices: <c>y[i, j, :] = weight[input[i, j], :]</c>.</summary>
    /// <param name="input">Indices of any shape and integer type, from 0 to the number of rows - 1.</param>
    /// <param name="weight">The table, of shape [rows, length].</param>
    /// <param name="paddingIdx">A row whose gradient is zero; negative numbers count from the end.</param>
    /// <param name="maxNorm">Rows that are longer are made that long, in place, when they are taken.</param>
    /// <param name="normType">The p of the norm that is meant by length.</param>
    /// <param name="scaleGradByFreq">Whether a row's gradient is divided by how often it was taken.</param>
    /// <returns>A tensor of the indices' shape with one more dimension, as long as a row.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An index, or the padding row, is not in the table.</exception>
    /// <exception cref="ArgumentException">The indices are no integers, or the table has not two dimensions.</exception>
    public static Tensor Embedding(
        Tensor input, Tensor weight, long? paddingIdx = null, double? maxNorm = null, double normType = 2, bool scaleGradByFreq = false)
    {
        ArgumentNullException.ThrowIfNull(weight);
        EmbeddingTable.CheckRank("Embedding", weight);
        var padding = EmbeddingTable.Padding("Embedding", paddingIdx, weight.Size(0));
        if (maxNorm is { } most) weight.ShortenRows(Tensor.Indices("Embedding", input), most, normType);
        return weight.Rows("Embedding", input, padding, scaleGradByFreq);
    }
}
