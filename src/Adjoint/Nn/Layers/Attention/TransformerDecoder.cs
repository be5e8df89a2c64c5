namespace Adjoint.Nn;

/// <summary>Layers of a decoder one after the other.</summary>
public sealed partial class TransformerDecoder : Module<DecoderInput, Tensor>
{
    /// <summary>Makes copies of a layer, which all begin with its weights.</summary>
    /// <param name="decoderLayer">The layer to copy.</param>
    /// <param name="numLayers">How many layers there are.</param>
    /// <param name="norm">What normalizes the result; null for nothing.</param>
    public TransformerDecoder(TransformerDecoderLayer decoderLayer, int numLayers, LayerNorm? norm = null)
    {
        ArgumentNullException.ThrowIfNull(decoderLayer);
        Checks.NotNegative(TypeName, nameof(numLayers), numLayers);
        (Layers, Norm) = (new(decoderLayer.Copies(numLayers)), norm);
    }

    /// <summary>The layers.</summary>
    public ModuleList<TransformerDecoderLayer> Layers { get; set; }

    /// <summary>What normalizes the result; null for nothing.</summary>
    public LayerNorm? Norm { get; set; }

    /// <summary>A new target of the same shape: see <see cref="DecoderInput"/>.</summary>
    public Tensor Call(
        Tensor tgt, Tensor memory, Tensor? tgtMask = null, Tensor? memoryMask = null, Tensor? tgtKeyPaddingMask = null,
        Tensor? memoryKeyPaddingMask = null, bool tgtIsCausal = false, bool memoryIsCausal = false) =>
        Call(new DecoderInput(tgt, memory, tgtMask, memoryMask, tgtKeyPaddingMask, memoryKeyPaddingMask, tgtIsCausal, memoryIsCausal));

    /// <inheritdoc/>
    protected override Tensor Forward(DecoderInput input)
    {
        foreach (var layer in Layers) input = input with { Tgt = layer.Call(input) };
        return Norm is null ? input.Tgt : Norm.Call(input.Tgt);
    }
}
