namespace Adjoint.Nn;

/// <summary>What an encoder is given.</summary>
/// <param name="Src">The sequences, [length, batch, size], with <c>batchFirst</c> [batch, length, size], or [length, size].</param>
/// <param name="Mask">Which elements see which: see <see cref="AttentionInput.AttnMask"/>.</param>
/// <param name="SrcKeyPaddingMask">Which elements are padding: see <see cref="AttentionInput.KeyPaddingMask"/>.</param>
/// <param name="IsCausal">Without a mask, whether elements see only those before them.</param>
public readonly record struct EncoderInput(Tensor Src, Tensor? Mask = null, Tensor? SrcKeyPaddingMask = null, bool IsCausal = false);

/// <summary>
/// A layer of a transformer's encoder: attention of a sequence to itself, then two linear maps, each beside a way past it.
/// </summary>
/// <remarks>A. Vaswani et al., "Attention Is All You Need" (2017).</remarks>
public sealed partial class TransformerEncoderLayer : Module<EncoderInput, Tensor>
{
    readonly TransformerOptions _options;

    /// <summary>Makes a layer with random weights, the same as PyTorch's for the same seed.</summary>
    /// <param name="dModel">The size of each element.</param>
    /// <param name="nHead">The number of heads.</param>
    /// <param name="dimFeedforward">The size between the two linear maps.</param>
    /// <param name="dropout">The probability of an element to become zero while training.</param>
    /// <param name="activation">What stands between the two linear maps.</param>
    /// <param name="layerNormEps">What is added to the variance where elements are normalized.</param>
    /// <param name="batchFirst">Whether sequences are [batch, length, size].</param>
    /// <param name="normFirst">Whether elements are normalized before attention and the linear maps rather than after.</param>
    /// <param name="bias">Whether linear maps and normalizations have biases.</param>
    /// <param name="dtype">The type of the weights.</param>
    public TransformerEncoderLayer(
        long dModel, int nHead, long dimFeedforward = 2048, double dropout = 0.1,
        TransformerActivation activation = TransformerActivation.ReLU, double layerNormEps = 1e-5,
        bool batchFirst = false, bool normFirst = false, bool bias = true, DType dtype = DType.Float32)
        : this(new(dModel, nHead, dimFeedforward, dropout, activation, layerNormEps, batchFirst, normFirst, bias, dtype)) { }

    internal TransformerEncoderLayer(TransformerOptions options)
    {
        _options = options.Checked(TypeName);
        SelfAttn = options.Attention();
        Linear1 = options.Up();
        Dropout = new(options.Dropout);
        Linear2 = options.Down();
        (Norm1, Norm2) = (options.Norm(), options.Norm());
        (Dropout1, Dropout2) = (new(options.Dropout), new(options.Dropout));
    }

    /// <summary>The attention of the sequence to itself.</summary>
    public MultiheadAttention SelfAttn { get; set; }

    /// <summary>The first linear map.</summary>
    public Linear Linear1 { get; set; }

    /// <summary>Between the linear maps.</summary>
    public Dropout Dropout { get; set; }

    /// <summary>The second linear map.</summary>
    public Linear Linear2 { get; set; }

    /// <summary>Beside the attention.</summary>
    public LayerNorm Norm1 { get; set; }

    /// <summary>Beside the linear maps.</summary>
    public LayerNorm Norm2 { get; set; }

    /// <summary>After the attention.</summary>
    public Dropout Dropout1 { get; set; }

    /// <summary>After the linear maps.</summary>
    public Dropout Dropout2 { get; set; }

    /// <summary>A new sequence of the same shape: see <see cref="EncoderInput"/>.</summary>
    public Tensor Call(Tensor src, Tensor? srcMask = null, Tensor? srcKeyPaddingMask = null, bool isCausal = false) =>
        Call(new EncoderInput(src, srcMask, srcKeyPaddingMask, isCausal));

    /// <inheritdoc/>
    protected override Tensor Forward(EncoderInput input)
    {
        var x = input.Src;
        _options.Check(TypeName, "input", x);
        Checks.Type(TypeName, "input", x, Linear1.Weight);
        if (_options.NormFirst)
        {
            x = x + Attend(Norm1.Call(x), input);
            return x + Feed(Norm2.Call(x));
        }
        x = Norm1.Call(x + Attend(x, input));
        return Norm2.Call(x + Feed(x));
    }

    internal IEnumerable<TransformerEncoderLayer> Copies(int count) => TransformerOptions.Copies(this, count, () => new(_options));

    Tensor Attend(Tensor x, EncoderInput input) =>
        Dropout1.Call(SelfAttn.Call(x, x, x, input.SrcKeyPaddingMask, needWeights: false, input.Mask, isCausal: input.IsCausal).Output);

    Tensor Feed(Tensor x) => Dropout2.Call(Linear2.Call(Dropout.Call(_options.Activate(Linear1.Call(x)))));
}
