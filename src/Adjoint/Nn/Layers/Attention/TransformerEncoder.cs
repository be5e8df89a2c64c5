namespace Adjoint.Nn;

/// <summary>Layers of an encoder one after the other.</summary>
public sealed partial class TransformerEncoder : Module<EncoderInput, Tensor>
{
    /// <summary>Makes copies of a layer, which all begin with its weights.</summary>
    /// <param name="encoderLayer">The layer to copy.</param>
    /// <param name="numLayers">How many layers there are.</param>
    /// <param name="norm">What normalizes the result; null for nothing.</param>
    public TransformerEncoder(TransformerEncoderLayer encoderLayer, int numLayers, LayerNorm? norm = null)
    {
        ArgumentNullException.ThrowIfNull(encoderLayer);
        Checks.NotNegative(TypeName, nameof(numLayers), numLayers);
        (Layers, Norm) = (new(encoderLayer.Copies(numLayers)), norm);
    }

    /// <summary>The layers.</summary>
    public ModuleList<TransformerEncoderLayer> Layers { get; set; }

    /// <summary>What normalizes the result; null for nothing.</summary>
    public LayerNorm? Norm { get; set; }

    /// <summary>A new sequence of the same shape: see <see cref="EncoderInput"/>.</summary>
    public Tensor Call(Tensor src, Tensor? mask = null, Tensor? srcKeyPaddingMask = null, bool isCausal = false) =>
        Call(new EncoderInput(src, mask, srcKeyPaddingMask, isCausal));

    /// <inheritdoc/>
    protected override Tensor Forward(EncoderInput input)
    {
        foreach (var layer in Layers) input = input with { Src = layer.Call(input) };
        return Norm is null ? input.Src : Norm.Call(input.Src);
    }
}
