namespace Adjoint.Nn;

/// <summary>
/// Initial values of parameters. Every function overwrites its tensor in place, also one that requires gradients, and returns
/// it; nothing is recorded. From the same seed come the numbers of PyTorch's <c>torch.nn.init</c>.
/// </summary>
/// <remarks>
/// The fan-in of a weight [out, in, ...] is <c>in</c>, its fan-out <c>out</c>, each times the product of the sizes that follow.
/// Where a generator is left out, the numbers come from <see cref="Generator.Default"/>.
/// </remarks>
public static class Init
{
    /// <summary>Numbers drawn evenly from [<paramref name="a"/>, <paramref name="b"/>).</summary>
    /// <exception cref="ArgumentException">The bounds are not in order, or the tensor is not floating-point.</exception>
    public static Tensor Uniform(Tensor tensor, double a = 0, double b = 1, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        using var scope = Autograd.NoGrad();
        return tensor.FillUniform(a, b, generator);
    }

    /// <summary>Numbers drawn from the normal distribution.</summary>
    /// <exception cref="ArgumentException">The standard deviation is negative, or the tensor not floating-point.</exception>
    public static Tensor Normal(Tensor tensor, double mean = 0, double std = 1, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        using var scope = Autograd.NoGrad();
        return tensor.FillNormal(mean, std, generator);
    }

    /// <summary>
    /// Numbers drawn from the part of the normal distribution from <paramref name="a"/> to <paramref name="b"/>: evenly between
    /// the probabilities of the bounds, and through the inverse of the distribution function. Works well where the mean lies
    /// between the bounds.
    /// </summary>
    /// <exception cref="ArgumentException">The bounds are not in order, the standard deviation is not positive, or the tensor
    /// not floating-point.</exception>
    public static Tensor TruncNormal(
        Tensor tensor, double mean = 0, double std = 1, double a = -2, double b = 2, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (!(a <= b)) throw new ArgumentException($"TruncNormal: the bounds {a} and {b} are not in order.");
        if (!(std > 0)) throw new ArgumentOutOfRangeException(nameof(std), std, "TruncNormal: the standard deviation must be positive.");
        using var scope = Autograd.NoGrad();
        tensor.FillUniform(Erf((a - mean) / std), Erf((b - mean) / std), generator);
        return tensor.CopyFrom((tensor.Erfinv() * (std * Math.Sqrt(2)) + mean).Clamp(a, b));

        // 2 F(z) - 1 of the distribution function F, rounded as F is.
        static double Erf(double z) => 2 * ((1 + Tensor.Full([], z / Math.Sqrt(2), DType.Float64).Erf().Item()) / 2) - 1;
    }

    /// <summary>One number everywhere.</summary>
    public static Tensor Constant(Tensor tensor, double value)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        using var scope = Autograd.NoGrad();
        return tensor.Fill(value);
    }

    /// <summary>1 everywhere.</summary>
    public static Tensor Ones(Tensor tensor) => Constant(tensor, 1);

    /// <summary>0 everywhere.</summary>
    public static Tensor Zeros(Tensor tensor) => Constant(tensor, 0);

    /// <summary>1 on the diagonal of a matrix and 0 elsewhere, so that a linear layer passes its inputs on.</summary>
    /// <exception cref="ArgumentException">The tensor is not a matrix.</exception>
    public static Tensor Eye(Tensor tensor)
    {
        CheckMatrix(nameof(Eye), tensor);
        using var scope = Autograd.NoGrad();
        tensor.Zero().Diagonal().Fill(1);
        return tensor;
    }

    /// <summary>
    /// 1 in the middle of the kernel from each input channel to its output channel and 0 elsewhere, so that a convolution
    /// passes its inputs on; with <paramref name="groups"/>, each group of channels for itself.
    /// </summary>
    /// <exception cref="ArgumentException">The tensor does not have 3, 4 or 5 dimensions, or the groups do not divide
    /// its first.</exception>
    public static Tensor Dirac(Tensor tensor, int groups = 1)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        Require.Positive(nameof(Dirac), groups);
        if (tensor.Rank is < 3 or > 5)
            throw new ArgumentException(
                $"Dirac: a convolution's weight has 3, 4 or 5 dimensions, not the shape {tensor.Shape}.", nameof(tensor));
        if (tensor.Size(0) % groups != 0)
            throw new ArgumentException($"Dirac: {groups} groups do not divide the first size of {tensor.Shape}.", nameof(groups));
        using var scope = Autograd.NoGrad();
        tensor.Zero();
        var channels = tensor.Size(0) / groups;
        for (long group = 0; group < groups; group++)
        {
            for (long i = 0; i < Math.Min(channels, tensor.Size(1)); i++)
            {
                var kernel = tensor.Select(0, group * channels + i).Select(0, i);
                while (kernel.Rank > 0) kernel = kernel.Select(0, kernel.Size(0) / 2);
                kernel.Fill(1);
            }
        }
        return tensor;
    }

    /// <summary>
    /// Numbers drawn evenly from [-a, a) with <c>a = gain * sqrt(6 / (fanIn + fanOut))</c>. Source: X. Glorot and Y. Bengio,
    /// "Understanding the difficulty of training deep feedforward neural networks" (2010).
    /// </summary>
    /// <exception cref="ArgumentException">The tensor has fewer than two dimensions or is not floating-point.</exception>
    public static Tensor XavierUniform(Tensor tensor, double gain = 1, Generator? generator = null)
    {
        var bound = Math.Sqrt(3) * XavierStd(tensor, gain);
        return Uniform(tensor, -bound, bound, generator);
    }

    /// <summary>
    /// Numbers drawn from the normal distribution of mean 0 and standard deviation <c>gain * sqrt(2 / (fanIn + fanOut))</c>.
    /// Source: that of <see cref="XavierUniform"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The tensor has fewer than two dimensions or is not floating-point.</exception>
    public static Tensor XavierNormal(Tensor tensor, double gain = 1, Generator? generator = null) =>
        Normal(tensor, 0, XavierStd(tensor, gain), generator);

    /// <summary>
    /// Numbers drawn evenly from [-b, b) with <c>b = gain * sqrt(3 / fan)</c>. Source: K. He et al., "Delving Deep into
    /// Rectifiers: Surpassing Human-Level Performance on ImageNet Classification" (2015).
    /// </summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="a">The negative slope, where the layer is followed by a leaky ReLU.</param>
    /// <param name="mode">The fan to go by.</param>
    /// <param name="nonlinearity">What follows the layer; the gain depends on it.</param>
    /// <param name="generator">Where the numbers come from.</param>
    /// <exception cref="ArgumentException">The tensor has fewer than two dimensions or is not floating-point.</exception>
    public static Tensor KaimingUniform(
        Tensor tensor, double a = 0, FanMode mode = FanMode.FanIn, Nonlinearity nonlinearity = Nonlinearity.LeakyReLU,
        Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor.Count == 0) return tensor;
        var bound = Math.Sqrt(3) * KaimingStd(tensor, a, mode, nonlinearity);
        return Uniform(tensor, -bound, bound, generator);
    }

    /// <summary>
    /// Numbers drawn from the normal distribution of mean 0 and standard deviation <c>gain / sqrt(fan)</c>. Source: that of
    /// <see cref="KaimingUniform"/>.
    /// </summary>
    /// <inheritdoc cref="KaimingUniform"/>
    public static Tensor KaimingNormal(
        Tensor tensor, double a = 0, FanMode mode = FanMode.FanIn, Nonlinearity nonlinearity = Nonlinearity.LeakyReLU,
        Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor.Count == 0) return tensor;
        return Normal(tensor, 0, KaimingStd(tensor, a, mode, nonlinearity), generator);
    }

    /// <summary>
    /// A matrix with orthonormal rows, or columns if there are fewer of them, times a factor: what is left of a normally distributed
    /// one when lengths and angles are taken out of it. With more than two dimensions, those behind the first count as one.
    /// Source: A. Saxe et al., "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks" (2013).
    /// </summary>
    /// <exception cref="ArgumentException">The tensor has fewer than two dimensions or is not floating-point.</exception>
    public static Tensor Orthogonal(Tensor tensor, double gain = 1, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor.Rank < 2)
            throw new ArgumentException(
                $"Orthogonal: only for two or more dimensions, and the shape is {tensor.Shape}.", nameof(tensor));
        if (tensor.Count == 0) return tensor;
        using var scope = Autograd.NoGrad();
        long rows = tensor.Size(0), columns = tensor.Count / rows;
        var drawn = Tensor.Empty([rows, columns], tensor.DType).FillNormal(0, 1, generator);
        if (tensor.DType.IsHalf) drawn = drawn.To(DType.Float32);
        var (q, r) = Linalg.Qr(rows < columns ? drawn.T : drawn);
        // With a positive diagonal of R, Q is evenly distributed.
        q = q * r.Diagonal().Sign();
        return tensor.CopyFrom((rows < columns ? q.T : q).Reshape(tensor.Shape) * gain);
    }

    /// <summary>
    /// Numbers drawn from the normal distribution, of which a fraction <paramref name="sparsity"/> of each column of the matrix
    /// is set to 0. Source: J. Martens, "Deep learning via Hessian-free optimization" (2010).
    /// </summary>
    /// <exception cref="ArgumentException">The tensor is not a matrix or not floating-point, or the fraction
    /// is not from 0 to 1.</exception>
    public static Tensor Sparse(Tensor tensor, double sparsity, double std = 0.01, Generator? generator = null)
    {
        CheckMatrix(nameof(Sparse), tensor);
        if (!(sparsity is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(sparsity), sparsity, "Sparse: a fraction is from 0 to 1.");
        using var scope = Autograd.NoGrad();
        tensor.FillNormal(0, std, generator);
        var (rows, columns) = (tensor.Size(0), tensor.Size(1));
        var zeros = (long)Math.Ceiling(sparsity * rows);
        for (long column = 0; column < columns; column++)
        {
            var places = Tensor.RandPerm(rows, generator: generator).Narrow(0, 0, zeros);
            tensor.Select(1, column)[places] = 0;
        }
        return tensor;
    }

    /// <summary>
    /// By how much weights should be larger for signals to keep their size through a nonlinearity: 1 for linear layers and the
    /// sigmoid, 5/3 for tanh, sqrt(2) for ReLU, sqrt(2 / (1 + slope^2)) for leaky ReLU, 3/4 for SELU.
    /// </summary>
    /// <param name="nonlinearity">What follows the layer.</param>
    /// <param name="negativeSlope">The slope of a leaky ReLU; 0.01 if left out.</param>
    public static double CalculateGain(Nonlinearity nonlinearity, double negativeSlope = 0.01) => nonlinearity switch
    {
        Nonlinearity.Linear or Nonlinearity.Sigmoid => 1,
        Nonlinearity.Tanh => 5.0 / 3,
        Nonlinearity.ReLU => Math.Sqrt(2),
        Nonlinearity.LeakyReLU => Math.Sqrt(2 / (1 + negativeSlope * negativeSlope)),
        Nonlinearity.SELU => 0.75,
        _ => throw new ArgumentOutOfRangeException(nameof(nonlinearity), nonlinearity, "CalculateGain: there is no such nonlinearity."),
    };

    /// <summary>How many inputs each unit of a weight [out, in, ...] has, and how many units each input feeds.</summary>
    /// <exception cref="ArgumentException">The tensor has fewer than two dimensions.</exception>
    public static (long FanIn, long FanOut) CalculateFanInAndFanOut(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor.Rank < 2)
            throw new ArgumentException(
                $"CalculateFanInAndFanOut: a weight has two or more dimensions, [out, in, ...], and the shape is {tensor.Shape}.",
                nameof(tensor));
        long field = 1;
        for (var dim = 2; dim < tensor.Rank; dim++) field *= tensor.Size(dim);
        return (tensor.Size(1) * field, tensor.Size(0) * field);
    }

    static double XavierStd(Tensor tensor, double gain)
    {
        var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
        return gain * Math.Sqrt(2.0 / (fanIn + fanOut));
    }

    static double KaimingStd(Tensor tensor, double a, FanMode mode, Nonlinearity nonlinearity)
    {
        var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
        return CalculateGain(nonlinearity, a) / Math.Sqrt(mode == FanMode.FanIn ? fanIn : fanOut);
    }

    static void CheckMatrix(string operation, Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor.Rank != 2)
            throw new ArgumentException($"{operation}: only for matrices, and the shape is {tensor.Shape}.", nameof(tensor));
    }
}
