namespace Adjoint.Nn;

/// <summary>
/// A linear map of the last dimension: y = x Wᵀ + b, with W of shape [out, in] and b of shape [out]. Both begin uniformly
/// distributed between ±1/√in.
/// </summary>
public partial class Linear : Module
{
    /// <summary>Makes a layer with random weights, the same as PyTorch's for the same seed.</summary>
    /// <param name="inFeatures">The size of the last dimension of the input.</param>
    /// <param name="outFeatures">The size of the last dimension of the output.</param>
    /// <param name="bias">Whether b is added.</param>
    /// <param name="dtype">The type of the weights.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public Linear(long inFeatures, long outFeatures, bool bias = true, DType dtype = DType.Float32)
    {
        Checks.NotNegative(TypeName, nameof(inFeatures), inFeatures);
        Checks.NotNegative(TypeName, nameof(outFeatures), outFeatures);
        Weight = new(Tensor.Empty([outFeatures, inFeatures], dtype));
        Bias = bias ? new(Tensor.Empty([outFeatures], dtype)) : null;
        if (this is not ILazy) ResetParameters();
    }

    /// <summary>W, of shape [out, in].</summary>
    public Parameter Weight { get; set; }

    /// <summary>b, of shape [out]; null if there is none.</summary>
    public Parameter? Bias { get; set; }

    /// <summary>The size of the last dimension of the input.</summary>
    public long InFeatures => Weight.Size(1);

    /// <summary>The size of the last dimension of the output.</summary>
    public long OutFeatures => Weight.Size(0);

    /// <summary>Draws the weights anew.</summary>
    public void ResetParameters()
    {
        Init.KaimingUniform(Weight, a: Math.Sqrt(5));
        if (Bias is null) return;
        var bound = InFeatures == 0 ? 0 : 1 / Math.Sqrt(InFeatures);
        Init.Uniform(Bias, -bound, bound);
    }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank == 0 || x.Size(-1) != InFeatures)
            throw new ArgumentException(
                $"{this}: the last dimension of the input must be {InFeatures}, but its shape is {x.Shape}.", nameof(x));
        Checks.Type(this, "input", x, Weight);
        return x.Linear(Weight, Bias);
    }

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"in_features={InFeatures}, out_features={OutFeatures}, bias={Repr.Of(Bias is not null)}";
}

public static partial class Functional
{
    /// <summary>A linear map of the last dimension: y = x Wᵀ + b, with W of shape [out, in] and b of shape [out].</summary>
    /// <exception cref="ArgumentException">The last size of <paramref name="input"/> is not that of <paramref name="weight"/>.</exception>
    public static Tensor Linear(Tensor input, Tensor weight, Tensor? bias = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Linear(weight, bias);
    }
}
