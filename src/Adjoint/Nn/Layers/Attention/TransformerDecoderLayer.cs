namespace Adjoint.Nn;

/// <summary>
/// What a decoder is given. Sequences are [length, batch, size], with <c>batchFirst</c> [batch, length, size], or [length, size].
/// </summary>
/// <param name="Tgt">The sequences to decode.</param>
/// <param name="Memory">What the encoder made.</param>
/// <param name="TgtMask">Which elements of the target see which: see <see cref="AttentionInput.AttnMask"/>.</param>
/// <param name="MemoryMask">Which elements of the target see which of the memory.</param>
/// <param name="TgtKeyPaddingMask">Which elements of the target are padding: see <see cref="AttentionInput.KeyPaddingMask"/>.</param>
/// <param name="MemoryKeyPaddingMask">Which elements of the memory are padding.</param>
/// <param name="TgtIsCausal">Without a mask, whether elements of the target see only those before them.</param>
/// <param name="MemoryIsCausal">The same for the memory.</param>
public readonly record struct DecoderInput(
    Tensor Tgt, Tensor Memory, Tensor? TgtMask = null, Tensor? MemoryMask = null, Tensor? TgtKeyPaddingMask = null,
    Tensor? MemoryKeyPaddingMask = null, bool TgtIsCausal = false, bool MemoryIsCausal = false);

/// <summary>
/// A layer of a transformer's decoder: attention of a sequence to itself, attention to what the encoder made, then two linear
/// maps, each beside a way past it.
/// </summary>
/// <remarks>A. Vaswani et al., "Attention Is All You Need" (2017).</remarks>
public sealed partial class TransformerDecoderLayer : Module<DecoderInput, Tensor>
{
    readonly TransformerOptions _options;

    /// <summary>Makes a layer with random weights, the same as PyTorch's for the same seed.</summary>
    /// <inheritdoc cref="TransformerEncoderLayer(long, int, long, double, TransformerActivation, double, bool, bool, bool, DType)"
    ///     path="/param"/>
    public TransformerDecoderLayer(
        long dModel, int nHead, long dimFeedforward = 2048, double dropout = 0.1,
        TransformerActivation activation = TransformerActivation.ReLU, double layerNormEps = 1e-5,
        bool batchFirst = false, bool normFirst = false, bool bias = true, DType dtype = DType.Float32)
        : this(new(dModel, nHead, dimFeedforward, dropout, activation, layerNormEps, batchFirst, normFirst, bias, dtype)) { }

    internal TransformerDecoderLayer(TransformerOptions options)
    {
        _options = options.Checked(TypeName);
        (SelfAttn, MultiheadAttn) = (options.Attention(), options.Attention());
        Linear1 = options.Up();
        Dropout = new(options.Dropout);
        Linear2 = options.Down();
        (Norm1, Norm2, Norm3) = (options.Norm(), options.Norm(), options.Norm());
        (Dropout1, Dropout2, Dropout3) = (new(options.Dropout), new(options.Dropout), new(options.Dropout));
    }

    /// <summary>The attention of the target to itself.</summary>
    public MultiheadAttention SelfAttn { get; set; }

    /// <summary>The attention of the target to the memory.</summary>
    public MultiheadAttention MultiheadAttn { get; set; }

    /// <summary>The first linear map.</summary>
    public Linear Linear1 { get; set; }

    /// <summary>Between the linear maps.</summary>
    public Dropout Dropout { get; set; }

    /// <summary>The second linear map.</summary>
    public Linear Linear2 { get; set; }

    /// <summary>Beside the target's attention to itself.</summary>
    public LayerNorm Norm1 { get; set; }

    /// <summary>Beside the attention to the memory.</summary>
    public LayerNorm Norm2 { get; set; }

    /// <summary>Beside the linear maps.</summary>
    public LayerNorm Norm3 { get; set; }

    /// <summary>After the target's attention to itself.</summary>
    public Dropout Dropout1 { get; set; }

    /// <summary>After the attention to the memory.</summary>
    public Dropout Dropout2 { get; set; }

    /// <summary>After the linear maps.</summary>
    public Dropout Dropout3 { get; set; }

    /// <summary>A new target of the same shape: see <see cref="DecoderInput"/>.</summary>
    public Tensor Call(
        Tensor tgt, Tensor memory, Tensor? tgtMask = null, Tensor? memoryMask = null, Tensor? tgtKeyPaddingMask = null,
        Tensor? memoryKeyPaddingMask = null, bool tgtIsCausal = false, bool memoryIsCausal = false) =>
        Call(new DecoderInput(tgt, memory, tgtMask, memoryMask, tgtKeyPaddingMask, memoryKeyPaddingMask, tgtIsCausal, memoryIsCausal));

    /// <inheritdoc/>
    protected override Tensor Forward(DecoderInput input)
    {
        var x = input.Tgt;
        _options.Check(TypeName, "target", x);
        _options.Check(TypeName, "memory", input.Memory);
        Checks.Type(TypeName, "target", x, Linear1.Weight);
        Checks.Type(TypeName, "memory", input.Memory, Linear1.Weight);
        if (_options.NormFirst)
        {
            x = x + Attend(Norm1.Call(x), input);
            x = x + Recall(Norm2.Call(x), input);
            return x + Feed(Norm3.Call(x));
        }
        x = Norm1.Call(x + Attend(x, input));
        x = Norm2.Call(x + Recall(x, input));
        return Norm3.Call(x + Feed(x));
    }

    internal IEnumerable<TransformerDecoderLayer> Copies(int count) => TransformerOptions.Copies(this, count, () => new(_options));

    Tensor Attend(Tensor x, DecoderInput input) =>
        Dropout1.Call(
            SelfAttn.Call(x, x, x, input.TgtKeyPaddingMask, needWeights: false, input.TgtMask, isCausal: input.TgtIsCausal).Output);

    Tensor Recall(Tensor x, DecoderInput input)
    {
        var memory = input.Memory;
        var (output, _) = MultiheadAttn.Call(
            x, memory, memory, input.MemoryKeyPaddingMask, needWeights: false, input.MemoryMask, isCausal: input.MemoryIsCausal);
        return Dropout2.Call(output);
    }

    Tensor Feed(Tensor x) => Dropout3.Call(Linear2.Call(Dropout.Call(_options.Activate(Linear1.Call(x)))));
}
