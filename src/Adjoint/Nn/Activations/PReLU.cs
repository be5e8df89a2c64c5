namespace Adjoint.Nn;

/// <summary>
/// The leaky rectified linear unit whose slope is learned: x above 0, w x otherwise. Source: He et al., "Delving Deep into Rectifiers:
/// Surpassing Human-Level Performance on ImageNet Classification", 2015.
/// </summary>
public sealed partial class PReLU : Module
{
    /// <summary>Makes the layer.</summary>
    /// <param name="numParameters">1, or the number of channels, the size of dimension 1, for one slope each.</param>
    /// <param name="init">What the slopes begin with.</param>
    /// <param name="dtype">The type of the slopes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public PReLU(long numParameters = 1, double init = 0.25, DType dtype = DType.Float32)
    {
        Checks.Positive(TypeName, nameof(numParameters), numParameters);
        Weight = new(Tensor.Full([numParameters], init, dtype));
    }

    /// <summary>w, of shape [1] or [C].</summary>
    public Parameter Weight { get; set; }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (Weight.Count > 1 && (x.Rank < 2 || x.Size(1) != Weight.Count))
            throw new ArgumentException(
                $"{this}: the weight has shape {Weight.Shape} and the input {x.Shape}; dimension 1, the channels, must be {Weight.Count}.",
                nameof(x));
        return Functional.Prelu(x, Weight);
    }

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"num_parameters={Weight.Count}";
}

public static partial class Functional
{
    /// <summary>The leaky rectified linear unit whose slope is learned: x above 0, w x otherwise.</summary>
    /// <param name="input">x, of any shape.</param>
    /// <param name="weight">w, one number or as many as there are channels, the size of dimension 1.</param>
    /// <exception cref="ArgumentException">The weights are neither one nor as many as the channels, or of another type.</exception>
    public static Tensor Prelu(Tensor input, Tensor weight)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(weight);
        Checks.Type(nameof(PReLU), "input", input, weight);
        return input.Prelu(weight);
    }
}
