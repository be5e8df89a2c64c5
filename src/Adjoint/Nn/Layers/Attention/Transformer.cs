namespace Adjoint.Nn;

/// <summary>
/// What a transformer is given: sequences [length, batch, size], with <c>batchFirst</c> [batch, length, size], or [length, size].
/// </summary>
/// <param name="Src">The sequences for the encoder.</param>
/// <param name="Tgt">The sequences for the decoder.</param>
/// <param name="SrcMask">Which elements of the source see which: see <see cref="AttentionInput.AttnMask"/>.</param>
/// <param name="TgtMask">Which elements of the target see which.</param>
/// <param name="MemoryMask">Which elements of the target see which of the encoder's output.</param>
/// <param name="SrcKeyPaddingMask">Which elements of the source are padding: see <see cref="AttentionInput.KeyPaddingMask"/>.</param>
/// <param name="TgtKeyPaddingMask">Which elements of the target are padding.</param>
/// <param name="MemoryKeyPaddingMask">Which elements of the encoder's output are padding.</param>
/// <param name="SrcIsCausal">Without a mask, whether elements of the source see only those before them.</param>
/// <param name="TgtIsCausal">The same for the target.</param>
public readonly record struct TransformerInput(
    Tensor Src, Tensor Tgt, Tensor? SrcMask = null, Tensor? TgtMask = null, Tensor? MemoryMask = null, Tensor? SrcKeyPaddingMask = null,
    Tensor? TgtKeyPaddingMask = null, Tensor? MemoryKeyPaddingMask = null, bool SrcIsCausal = false, bool TgtIsCausal = false);

/// <summary>An encoder and a decoder that attends to what it made.</summary>
/// <remarks>A. Vaswani et al., "Attention Is All You Need" (2017).</remarks>
public sealed partial class Transformer : Module<TransformerInput, Tensor>
{
    /// <summary>Makes a transformer with random weights, the same as PyTorch's for the same seed.</summary>
    /// <param name="dModel">The size of each element.</param>
    /// <param name="nHead">The number of heads.</param>
    /// <param name="numEncoderLayers">The number of layers of the encoder.</param>
    /// <param name="numDecoderLayers">The number of layers of the decoder.</param>
    /// <param name="dimFeedforward">The size between the two linear maps of a layer.</param>
    /// <param name="dropout">The probability of an element to become zero while training.</param>
    /// <param name="activation">What stands between the two linear maps.</param>
    /// <param name="layerNormEps">What is added to the variance where elements are normalized.</param>
    /// <param name="batchFirst">Whether sequences are [batch, length, size].</param>
    /// <param name="normFirst">Whether elements are normalized before attention and the linear maps rather than after.</param>
    /// <param name="bias">Whether linear maps and normalizations have biases.</param>
    /// <param name="dtype">The type of the weights.</param>
    public Transformer(
        long dModel = 512, int nHead = 8, int numEncoderLayers = 6, int numDecoderLayers = 6, long dimFeedforward = 2048,
        double dropout = 0.1, TransformerActivation activation = TransformerActivation.ReLU, double layerNormEps = 1e-5,
        bool batchFirst = false, bool normFirst = false, bool bias = true, DType dtype = DType.Float32)
    {
        var options = new TransformerOptions(
            dModel, nHead, dimFeedforward, dropout, activation, layerNormEps, batchFirst, normFirst, bias, dtype);
        Encoder = new(new TransformerEncoderLayer(options), numEncoderLayers, options.Norm());
        Decoder = new(new TransformerDecoderLayer(options), numDecoderLayers, options.Norm());
        ResetParameters();
    }

    /// <summary>The encoder.</summary>
    public TransformerEncoder Encoder { get; set; }

    /// <summary>The decoder.</summary>
    public TransformerDecoder Decoder { get; set; }

    /// <summary>A square mask, true above the diagonal: no element sees those after it.</summary>
    public static Tensor GenerateSquareSubsequentMask(long size) => Tensor.Ones([size, size], DType.Bool).Triu(1);

    /// <summary>Draws all matrices anew.</summary>
    public void ResetParameters()
    {
        foreach (var parameter in Parameters())
        {
            if (parameter.Rank > 1) Init.XavierUniform(parameter);
        }
    }

    /// <summary>A new target of the same shape: see <see cref="TransformerInput"/>.</summary>
    public Tensor Call(
        Tensor src, Tensor tgt, Tensor? srcMask = null, Tensor? tgtMask = null, Tensor? memoryMask = null, Tensor? srcKeyPaddingMask = null,
        Tensor? tgtKeyPaddingMask = null, Tensor? memoryKeyPaddingMask = null, bool srcIsCausal = false, bool tgtIsCausal = false) =>
        Call(new TransformerInput(
            src, tgt, srcMask, tgtMask, memoryMask, srcKeyPaddingMask, tgtKeyPaddingMask, memoryKeyPaddingMask, srcIsCausal, tgtIsCausal));

    /// <inheritdoc/>
    protected override Tensor Forward(TransformerInput input)
    {
        var memory = Encoder.Call(input.Src, input.SrcMask, input.SrcKeyPaddingMask, input.SrcIsCausal);
        return Decoder.Call(
            input.Tgt, memory, input.TgtMask, input.MemoryMask, input.TgtKeyPaddingMask, input.MemoryKeyPaddingMask, input.TgtIsCausal);
    }
}
