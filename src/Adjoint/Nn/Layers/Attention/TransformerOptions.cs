namespace Adjoint.Nn;

/// <summary>How the layers of a transformer are made.</summary>
/// <param name="DModel">The size of each element.</param>
/// <param name="NHead">The number of heads.</param>
/// <param name="DimFeedforward">The size between the two linear maps.</param>
/// <param name="Dropout">The probability of an element to become zero while training.</param>
/// <param name="Activation">What stands between the two linear maps.</param>
/// <param name="LayerNormEps">What is added to the variance where elements are normalized.</param>
/// <param name="BatchFirst">Whether sequences are [batch, length, size].</param>
/// <param name="NormFirst">Whether elements are normalized before attention and the linear maps rather than after.</param>
/// <param name="Bias">Whether linear maps and normalizations have biases.</param>
/// <param name="DType">The type of the weights.</param>
internal sealed record TransformerOptions(
    long DModel, int NHead, long DimFeedforward, double Dropout, TransformerActivation Activation, double LayerNormEps, bool BatchFirst,
    bool NormFirst, bool Bias, DType DType)
{
    /// <summary>These options, if they are possible; otherwise throws in the name of a layer.</summary>
    public TransformerOptions Checked(string of)
    {
        Checks.Positive(of, "dModel", DModel);
        Checks.Positive(of, "nHead", NHead);
        Checks.NotNegative(of, "dimFeedforward", DimFeedforward);
        Checks.Probability(of, Dropout);
        if (DModel % NHead != 0) throw new ArgumentException($"{of}: {NHead} heads do not divide the size {DModel}.");
        return this;
    }

    /// <summary>Throws in the name of a layer if a sequence does not fit.</summary>
    public void Check(string of, string what, Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank is not (2 or 3) || x.Size(-1) != DModel)
            throw new ArgumentException(
                $"{of}: the {what} must be {(BatchFirst ? "[batch, length, " : "[length, batch, ")}{DModel}], or [length, {DModel}], " +
                $"and its shape is {x.Shape}.");
    }

    public MultiheadAttention Attention() => new(DModel, NHead, Dropout, Bias, batchFirst: BatchFirst, dtype: DType);

    public LayerNorm Norm() => new([DModel], LayerNormEps, bias: Bias, dtype: DType);

    public Linear Up() => new(DModel, DimFeedforward, Bias, DType);

    public Linear Down() => new(DimFeedforward, DModel, Bias, DType);

    public Tensor Activate(Tensor x) => Activation == TransformerActivation.GELU ? x.Gelu() : x.Relu();

    /// <summary>As many copies of a layer as wanted, with its weights; the generator stays where it is.</summary>
    public static IEnumerable<TLayer> Copies<TLayer>(TLayer layer, int count, Func<TLayer> create) where TLayer : ModuleBase
    {
        for (var i = 0; i < count; i++)
        {
            var state = Generator.Default.GetState();
            var copy = create();
            Generator.Default.SetState(state);
            copy.LoadStateDict(layer.StateDict());
            yield return copy;
        }
    }
}
