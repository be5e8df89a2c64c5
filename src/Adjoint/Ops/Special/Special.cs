namespace Adjoint;

/// <summary>
/// Special functions, as PyTorch's <c>torch.special</c>: of error and gamma functions, of Bessel and Airy, orthogonal polynomials,
/// and under their names there those that tensors have as methods. Each is computed in double precision for every floating-point
/// type, but for the modified Bessel functions of the first kind (in Float32 within 5 units in the last place),
/// lgamma (within 2.5), erf, erfc and erfinv.
/// </summary>
public static partial class Special
{
    /// <inheritdoc cref="Tensor.Digamma"/>
    public static Tensor Digamma(Tensor input) => Of(input).Digamma();

    /// <summary>Another name of <see cref="Digamma"/>.</summary>
    public static Tensor Psi(Tensor input) => Of(input).Digamma();

    /// <inheritdoc cref="Tensor.Polygamma"/>
    public static Tensor Polygamma(int n, Tensor input) => Of(input).Polygamma(n);

    /// <inheritdoc cref="Tensor.Lgamma"/>
    public static Tensor Gammaln(Tensor input) => Of(input).Lgamma();

    /// <inheritdoc cref="Tensor.Mvlgamma"/>
    public static Tensor Multigammaln(Tensor input, int p) => Of(input).Mvlgamma(p);

    /// <summary>The regularized lower incomplete gamma function P(a, x): see <see cref="Tensor.Igamma"/>.</summary>
    /// <param name="input">a.</param>
    /// <param name="other">x.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Tensor Gammainc(Tensor input, Tensor other) => Of(input).Igamma(other);

    /// <summary>The regularized upper incomplete gamma function Q(a, x): see <see cref="Tensor.Igammac"/>.</summary>
    /// <inheritdoc cref="Gammainc" path="//param|//exception"/>
    public static Tensor Gammaincc(Tensor input, Tensor other) => Of(input).Igammac(other);

    /// <inheritdoc cref="Tensor.Erf"/>
    public static Tensor Erf(Tensor input) => Of(input).Erf();

    /// <inheritdoc cref="Tensor.Erfc"/>
    public static Tensor Erfc(Tensor input) => Of(input).Erfc();

    /// <inheritdoc cref="Tensor.Erfinv"/>
    public static Tensor Erfinv(Tensor input) => Of(input).Erfinv();

    /// <summary>The logistic function, 1 / (1 + e⁻ˣ): see <see cref="Tensor.Sigmoid"/>.</summary>
    public static Tensor Expit(Tensor input) => Of(input).Sigmoid();

    /// <inheritdoc cref="Tensor.Logit"/>
    public static Tensor Logit(Tensor input, double? eps = null) => Of(input).Logit(eps);

    /// <inheritdoc cref="Tensor.Exp2"/>
    public static Tensor Exp2(Tensor input) => Of(input).Exp2();

    /// <inheritdoc cref="Tensor.Expm1"/>
    public static Tensor Expm1(Tensor input) => Of(input).Expm1();

    /// <inheritdoc cref="Tensor.Log1p"/>
    public static Tensor Log1p(Tensor input) => Of(input).Log1p();

    /// <inheritdoc cref="Tensor.Round(int)"/>
    public static Tensor Round(Tensor input, int decimals = 0) => Of(input).Round(decimals);

    /// <inheritdoc cref="Tensor.Sinc"/>
    public static Tensor Sinc(Tensor input) => Of(input).Sinc();

    /// <inheritdoc cref="Tensor.XLogY(Tensor, Tensor)"/>
    public static Tensor XLogY(Tensor x, Tensor y) => Tensor.XLogY(x, y);

    /// <summary>Another name of <see cref="I0"/>.</summary>
    public static Tensor ModifiedBesselI0(Tensor input) => I0(input);

    /// <summary>Another name of <see cref="I1"/>.</summary>
    public static Tensor ModifiedBesselI1(Tensor input) => I1(input);

    /// <inheritdoc cref="Tensor.Softmax"/>
    public static Tensor Softmax(Tensor input, int dim, DType? dtype = null) => Of(input).Softmax(dim, dtype);

    /// <inheritdoc cref="Tensor.LogSoftmax"/>
    public static Tensor LogSoftmax(Tensor input, int dim, DType? dtype = null) => Of(input).LogSoftmax(dim, dtype);

    /// <inheritdoc cref="Tensor.LogSumExp(ReadOnlySpan{int}, bool)"/>
    public static Tensor LogSumExp(Tensor input, ReadOnlySpan<int> dims, bool keepDim = false) => Of(input).LogSumExp(dims, keepDim);

    static Tensor Of(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input;
    }
}
