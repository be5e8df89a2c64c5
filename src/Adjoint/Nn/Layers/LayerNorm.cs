namespace Adjoint.Nn;

/// <summary>
/// Normalizes the last dimensions of its input together: y = (x - mean) / √(var + eps) · w + b, with w and b for each place in
/// them, which begin as 1 and 0.
/// </summary>
/// <remarks>Ba, Kiros and Hinton, "Layer Normalization", 2016.</remarks>
public sealed partial class LayerNorm : Module
{
    /// <summary>Makes the layer.</summary>
    /// <param name="normalizedShape">The sizes of the last dimensions, which are normalized.</param>
    /// <param name="eps">What is added to the variance.</param>
    /// <param name="elementwiseAffine">Whether there are a weight and a bias.</param>
    /// <param name="bias">Whether there is a bias, if there is a weight.</param>
    /// <param name="dtype">The type of the parameters.</param>
    /// <exception cref="ArgumentException">No dimension is to be normalized.</exception>
    public LayerNorm(Shape normalizedShape, double eps = 1e-5, bool elementwiseAffine = true, bool bias = true, DType dtype = DType.Float32)
    {
        if (normalizedShape.Rank == 0)
            throw new ArgumentException(
                "LayerNorm: the normalized shape has no dimension; give the sizes of the last dimensions, such as [64].",
                nameof(normalizedShape));
        (NormalizedShape, Eps) = (normalizedShape, eps);
        Weight = elementwiseAffine ? new(Tensor.Ones(normalizedShape, dtype)) : null;
        Bias = elementwiseAffine && bias ? new(Tensor.Zeros(normalizedShape, dtype)) : null;
    }

    /// <summary>Makes a layer that normalizes the last dimension.</summary>
    /// <param name="normalizedSize">Its size.</param>
    /// <inheritdoc cref="LayerNorm(Shape, double, bool, bool, DType)" path="/param"/>
    public LayerNorm(long normalizedSize, double eps = 1e-5, bool elementwiseAffine = true, bool bias = true, DType dtype = DType.Float32)
        : this([Checks.NotNegative("LayerNorm", nameof(normalizedSize), normalizedSize)], eps, elementwiseAffine, bias, dtype) { }

    /// <summary>w, of the normalized shape; null if there is none.</summary>
    public Parameter? Weight { get; set; }

    /// <summary>b, of the normalized shape; null if there is none.</summary>
    public Parameter? Bias { get; set; }

    /// <summary>The sizes of the dimensions that are normalized.</summary>
    public Shape NormalizedShape { get; }

    /// <summary>What is added to the variance.</summary>
    public double Eps { get; }

    /// <summary>Sets w to 1 and b to 0.</summary>
    public void ResetParameters() => NormChecks.Reset(Weight, Bias);

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.LayerNorm(x, NormalizedShape, Weight, Bias, Eps, this);

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"{NormChecks.Tuple(NormalizedShape)}, eps={Repr.Of(Eps)}, elementwise_affine={Repr.Of(Weight is not null)}";
}

public static partial class Functional
{
    /// <summary>Normalizes the last dimensions together: y = (x - mean) / √(var + eps) · w + b.</summary>
    /// <param name="input">x.</param>
    /// <param name="normalizedShape">The sizes of the last dimensions, which are normalized.</param>
    /// <param name="weight">w, of that shape; 1 if left out.</param>
    /// <param name="bias">b, of that shape; 0 if left out.</param>
    /// <param name="eps">What is added to the variance.</param>
    /// <exception cref="ArgumentException">Shapes or types do not fit.</exception>
    public static Tensor LayerNorm(Tensor input, Shape normalizedShape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5) =>
        LayerNorm(input, normalizedShape, weight, bias, eps, nameof(LayerNorm));

    /// <summary>The same, with what it was normalized by.</summary>
    /// <param name="input">x.</param>
    /// <param name="normalizedShape">The sizes of the last dimensions, which are normalized.</param>
    /// <param name="weight">w, of that shape, or null for 1.</param>
    /// <param name="bias">b, of that shape, or null for 0.</param>
    /// <param name="eps">What is added to the variance.</param>
    /// <returns>The result; and the means and the reciprocal deviations, 1 / √(var + eps), with sizes of 1 where x was
    /// normalized. No gradient flows through these two.</returns>
    /// <exception cref="ArgumentException">Shapes or types do not fit.</exception>
    public static (Tensor Output, Tensor Mean, Tensor Rstd) NativeLayerNorm(
        Tensor input, Shape normalizedShape, Tensor? weight, Tensor? bias, double eps)
    {
        NormChecks.Rows(nameof(NativeLayerNorm), input, normalizedShape, weight, bias);
        var parts = input.RowNormParts(normalizedShape.Rank, weight, bias, eps, isCentered: true);
        var sizes = input.Shape.ToArray();
        sizes.AsSpan(sizes.Length - normalizedShape.Rank).Fill(1);
        return (parts[0], Statistic(parts[1]), Statistic(parts[2]));

        Tensor Statistic(Tensor rows) =>
            rows.Count == new Shape(sizes).Count ? rows.Detach().Reshape(sizes) : Tensor.Zeros(new Shape(sizes), rows.DType);
    }

    internal static Tensor LayerNorm(Tensor input, Shape normalizedShape, Tensor? weight, Tensor? bias, double eps, object of)
    {
        NormChecks.Rows(of, input, normalizedShape, weight, bias);
        return input.RowNorm(normalizedShape.Rank, weight, bias, eps, isCentered: true);
    }
}
