namespace Adjoint.Nn;

/// <summary>
/// Divides the last dimensions of its input by their root mean square: y = x / √(mean of x² + eps) · w, with w for each place in
/// them, which begins as 1.
/// </summary>
/// <remarks>Zhang and Sennrich, "Root Mean Square Layer Normalization", 2019.</remarks>
public sealed partial class RMSNorm : Module
{
    /// <summary>Makes the layer.</summary>
    /// <param name="normalizedShape">The sizes of the last dimensions, which are normalized.</param>
    /// <param name="eps">What is added to the mean of the squares; if left out, the precision of the input's type.</param>
    /// <param name="elementwiseAffine">Whether there is a weight.</param>
    /// <param name="dtype">The type of the weight.</param>
    /// <exception cref="ArgumentException">No dimension is to be normalized.</exception>
    public RMSNorm(Shape normalizedShape, double? eps = null, bool elementwiseAffine = true, DType dtype = DType.Float32)
    {
        if (normalizedShape.Rank == 0)
            throw new ArgumentException(
                "RMSNorm: the normalized shape has no dimension; give the sizes of the last dimensions, such as [64].",
                nameof(normalizedShape));
        (NormalizedShape, Eps) = (normalizedShape, eps);
        Weight = elementwiseAffine ? new(Tensor.Ones(normalizedShape, dtype)) : null;
    }

    /// <summary>Makes a layer that normalizes the last dimension.</summary>
    /// <param name="normalizedSize">Its size.</param>
    /// <inheritdoc cref="RMSNorm(Shape, double?, bool, DType)" path="/param"/>
    public RMSNorm(long normalizedSize, double? eps = null, bool elementwiseAffine = true, DType dtype = DType.Float32)
        : this([Checks.NotNegative("RMSNorm", nameof(normalizedSize), normalizedSize)], eps, elementwiseAffine, dtype) { }

    /// <summary>w, of the normalized shape; null if there is none.</summary>
    public Parameter? Weight { get; set; }

    /// <summary>The sizes of the dimensions that are normalized.</summary>
    public Shape NormalizedShape { get; }

    /// <summary>What is added to the mean of the squares; null for the precision of the input's type.</summary>
    public double? Eps { get; }

    /// <summary>Sets w to 1.</summary>
    public void ResetParameters() => NormChecks.Reset(Weight, null);

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.RMSNorm(x, NormalizedShape, Weight, Eps, this);

    /// <inheritdoc/>
    protected override string ExtraRepr() =>
        $"{NormChecks.Tuple(NormalizedShape)}, eps={(Eps is { } eps ? Repr.Of(eps) : "None")}, " +
        $"elementwise_affine={Repr.Of(Weight is not null)}";
}

public static partial class Functional
{
    /// <summary>Divides the last dimensions by their root mean square: y = x / √(mean of x² + eps) · w.</summary>
    /// <param name="input">x.</param>
    /// <param name="normalizedShape">The sizes of the last dimensions, which are normalized.</param>
    /// <param name="weight">w, of that shape; 1 if left out.</param>
    /// <param name="eps">What is added to the mean of the squares; if left out, the precision of x's type.</param>
    /// <exception cref="ArgumentException">Shapes or types do not fit.</exception>
    public static Tensor RMSNorm(Tensor input, Shape normalizedShape, Tensor? weight = null, double? eps = null) =>
        RMSNorm(input, normalizedShape, weight, eps, nameof(RMSNorm));

    internal static Tensor RMSNorm(Tensor input, Shape normalizedShape, Tensor? weight, double? eps, object of)
    {
        NormChecks.Rows(of, input, normalizedShape, weight, null);
        return input.RowNorm(normalizedShape.Rank, weight, null, eps ?? Precision(input.DType), isCentered: false);
    }

    // The distance from 1 to the next larger number; half types are computed in single precision.
    static double Precision(DType dtype) => dtype == DType.Float64 ? 1.0 / (1L << 52) : 1.0 / (1 << 23);
}
