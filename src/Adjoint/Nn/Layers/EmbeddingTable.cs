namespace Adjoint.Nn;

/// <summary>What <see cref="Embedding"/> and <see cref="EmbeddingBag"/> share.</summary>
internal static class EmbeddingTable
{
    public static Parameter Create(string of, long rows, long length, DType dtype)
    {
        Checks.NotNegative(of, "numEmbeddings", rows);
        Checks.NotNegative(of, "embeddingDim", length);
        return new(Tensor.Empty([rows, length], dtype));
    }

    public static void Reset(Parameter weight, long? padding)
    {
        Init.Normal(weight);
        using var mode = Autograd.NoGrad();
        if (padding is { } row) weight.Select(0, row).Fill(0);
    }

    /// <summary>The padding row counted from the start.</summary>
    public static long? Padding(string operation, long? padding, long rows)
    {
        if (padding is not { } row) return null;
        if (row < -rows || row >= rows)
            throw new ArgumentOutOfRangeException(nameof(padding), row, $"{operation}: the padding row {row} is not one of {rows} rows.");
        return row < 0 ? row + rows : row;
    }

    public static void CheckRank(string operation, Tensor table)
    {
        if (table.Rank != 2) throw new ArgumentException($"{operation}: the table must have the shape [rows, length], not {table.Shape}.");
    }

    public static string Repr(double? maxNorm, double normType, bool scaleGradByFreq) =>
        (maxNorm is { } most ? $", max_norm={Nn.Repr.Of(most)}" : "") +
        (normType != 2 ? $", norm_type={Nn.Repr.Of(normType)}" : "") +
        (scaleGradByFreq ? ", scale_grad_by_freq=True" : "");
}
