namespace Adjoint.Nn;

/// <summary>
/// A map of two vectors that is linear in each: y[k] = x₁ᵀ W[k] x₂ + b[k], with W of shape [out, in1, in2] and b of shape [out]. Both begin
/// uniformly distributed between ±1/√in1.
/// </summary>
public sealed partial class Bilinear : Module<Tensor, Tensor, Tensor>
{
    /// <summary>Makes a layer with random weights, the same as PyTorch's for the same seed.</summary>
    /// <param name="in1Features">The size of the last dimension of the first input.</param>
    /// <param name="in2Features">The size of the last dimension of the second input.</param>
    /// <param name="outFeatures">The size of the last dimension of the output.</param>
    /// <param name="bias">Whether b is added.</param>
    /// <param name="dtype">The type of the weights.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, or in1 is 0.</exception>
    public Bilinear(long in1Features, long in2Features, long outFeatures, bool bias = true, DType dtype = DType.Float32)
    {
        Checks.Positive(TypeName, nameof(in1Features), in1Features);
        Checks.NotNegative(TypeName, nameof(in2Features), in2Features);
        Checks.NotNegative(TypeName, nameof(outFeatures), outFeatures);
        Weight = new(Tensor.Empty([outFeatures, in1Features, in2Features], dtype));
        Bias = bias ? new(Tensor.Empty([outFeatures], dtype)) : null;
        ResetParameters();
    }

    /// <summary>W, of shape [out, in1, in2].</summary>
    public Parameter Weight { get; set; }

    /// <summary>b, of shape [out]; null if there is none.</summary>
    public Parameter? Bias { get; set; }

    /// <summary>The size of the last dimension of the first input.</summary>
    public long In1Features => Weight.Size(1);

    /// <summary>The size of the last dimension of the second input.</summary>
    public long In2Features => Weight.Size(2);

    /// <summary>The size of the last dimension of the output.</summary>
    public long OutFeatures => Weight.Size(0);

    /// <summary>Draws the weights anew.</summary>
    public void ResetParameters()
    {
        var bound = 1 / Math.Sqrt(In1Features);
        Init.Uniform(Weight, -bound, bound);
        if (Bias is not null) Init.Uniform(Bias, -bound, bound);
    }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input1, Tensor input2) => Functional.Bilinear(input1, input2, Weight, Bias);

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"in1_features={In1Features}, in2_features={In2Features}, out_features={OutFeatures}, bias={Repr.Of(Bias is not null)}";
}

public static partial class Functional
{
    /// <summary>A map of two vectors that is linear in each: y[k] = x₁ᵀ W[k] x₂ + b[k].</summary>
    /// <param name="input1">x₁, of shape [..., in1].</param>
    /// <param name="input2">x₂, of shape [..., in2], the same but for the last size.</param>
    /// <param name="weight">W, of shape [out, in1, in2].</param>
    /// <param name="bias">b, of shape [out]; null for none.</param>
    /// <exception cref="ArgumentException">The shapes or types do not fit.</exception>
    public static Tensor Bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor? bias = null)
    {
        ArgumentNullException.ThrowIfNull(input1);
        ArgumentNullException.ThrowIfNull(input2);
        ArgumentNullException.ThrowIfNull(weight);
        if (weight.Rank != 3)
            throw new ArgumentException(
                $"Bilinear: the weight must have shape [out, in1, in2], and it has {weight.Shape}.", nameof(weight));
        var (outputs, in1, in2) = (weight.Size(0), weight.Size(1), weight.Size(2));
        if (input1.Rank == 0 || input1.Size(-1) != in1 || input2.Rank == 0 || input2.Size(-1) != in2)
            throw new ArgumentException(
                $"Bilinear: the weight has shape {weight.Shape}, so the last sizes of the inputs must be {in1} and {in2}, " +
                $"and their shapes are {input1.Shape} and {input2.Shape}.");
        if (!input1.Shape.AsSpan()[..^1].SequenceEqual(input2.Shape.AsSpan()[..^1]))
            throw new ArgumentException(
                $"Bilinear: the inputs must have the same shape but for the last size, and they have {input1.Shape} and {input2.Shape}.");
        if (!AutocastMode.Agree(input1.DType, weight.DType) || !AutocastMode.Agree(input2.DType, weight.DType))
            throw new ArgumentException(
                $"Bilinear: the weight is {weight.DType} and the inputs are {input1.DType} and {input2.DType}; convert them with To.");
        if (bias is not null && (bias.Rank != 1 || bias.Count != outputs))
            throw new ArgumentException(
                $"Bilinear: there are {outputs} outputs, so the bias must have shape [{outputs}], and it has {bias.Shape}.", nameof(bias));
        var rest = input1.Shape.AsSpan()[..^1];
        var second = input2.Linear(weight.Reshape(outputs * in1, in2)).Reshape([.. rest, outputs, in1]);
        var product = second.Matmul(input1.Unsqueeze(-1)).Squeeze(-1);
        return bias is null ? product : product + bias;
    }
}
