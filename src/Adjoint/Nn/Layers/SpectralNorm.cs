namespace Adjoint.Nn;

/// <summary>
/// Divides a weight, seen as a matrix W, by its largest singular value σ = uᵀ W v, so that the layer is Lipschitz with the constant 1.
/// While training each call brings u and v closer to the singular vectors by power iteration; both are part of the state:
/// <c>SpectralNorm.Apply(new Linear(20, 40))</c> gives a layer with <c>weight_orig</c>, <c>weight_u</c> and <c>weight_v</c>.
/// </summary>
/// <remarks>T. Miyato et al., "Spectral Normalization for Generative Adversarial Networks" (2018).</remarks>
public sealed partial class SpectralNorm : Parametrization
{
    readonly int _iterations, _dim;
    readonly double _eps;

    SpectralNorm(Tensor weight, int iterations, double eps, int dim)
    {
        if (iterations <= 0)
            throw new ArgumentOutOfRangeException(
                nameof(iterations), iterations, $"SpectralNorm: the number of power iterations must be positive, and is {iterations}.");
        if (dim < 0 || dim >= weight.Rank || weight.Rank < 2)
            throw new ArgumentOutOfRangeException(nameof(dim), dim,
                $"SpectralNorm: a weight of shape {weight.Shape} cannot be seen as a matrix with the rows of dimension {dim}.");
        (_iterations, _eps, _dim) = (iterations, eps, dim);
        Orig = new(weight);
        var matrix = Matrix(weight);
        (U, V) = (Draw(matrix.Size(0)), Draw(matrix.Size(1)));

        Tensor Draw(long size) => Unit(Tensor.Randn([size], weight.DType));
    }

    /// <summary>W before it is divided.</summary>
    public Parameter Orig { get; set; }

    /// <summary>The left singular vector so far.</summary>
    [Buffer]
    public Tensor U { get; set; }

    /// <summary>The right singular vector so far.</summary>
    [Buffer]
    public Tensor V { get; set; }

    /// <summary>Lets a parameter of a module be divided by its largest singular value.</summary>
    /// <param name="module">The module; an optimizer has to be made afterwards.</param>
    /// <param name="name">The parameter's name in its state dict.</param>
    /// <param name="nPowerIterations">How many power iterations a call makes while training.</param>
    /// <param name="eps">What lengths are at least taken to be.</param>
    /// <param name="dim">The dimension whose indices are the rows; if left out the first, or of transposed convolutions the second,
    /// that of the outputs.</param>
    /// <returns>The module.</returns>
    /// <exception cref="ArgumentException">There is no such parameter, or no such dimension, or it is not a matrix or larger.</exception>
    public static TModule Apply<TModule>(
        TModule module, string name = "weight", int nPowerIterations = 1, double eps = 1e-12, int? dim = null) where TModule : ModuleBase =>
        Apply(module, name, weight => new SpectralNorm(weight, nPowerIterations, eps, dim ?? (module is ConvTranspose ? 1 : 0)));

    /// <summary>Makes the parameter an ordinary one again.</summary>
    /// <inheritdoc cref="Parametrization.Remove"/>
    public static new TModule Remove<TModule>(TModule module, string name = "weight") where TModule : ModuleBase =>
        Parametrization.Remove(module, name);

    /// <inheritdoc/>
    protected internal override Tensor Compute(bool training)
    {
        var matrix = Matrix(Orig);
        if (training) Iterate(matrix.Detach());
        // The graph keeps these two as they are now.
        var (u, v) = (U.Clone(), V.Clone());
        return Orig / u.Dot(matrix.Mv(v));
    }

    void Iterate(Tensor matrix)
    {
        using var mode = Autograd.NoGrad();
        for (var i = 0; i < _iterations; i++)
        {
            V.CopyFrom(Unit(matrix.T.Mv(U)));
            U.CopyFrom(Unit(matrix.Mv(V)));
        }
    }

    Tensor Matrix(Tensor weight) => weight.Movedim(_dim, 0).Flatten(1);

    Tensor Unit(Tensor x) => x / x.Norm().ClampMin(_eps);
}
