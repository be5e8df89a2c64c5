namespace Adjoint.Nn;

/// <summary>
/// Divides each element by a power of the squares of those around it in the channels next to its own:
/// y = x / (k + alpha / n · Σ x²)^beta, the sum going over n channels, those outside counting as 0.
/// </summary>
/// <remarks>Krizhevsky, Sutskever and Hinton, "ImageNet Classification with Deep Convolutional Neural Networks", 2012.</remarks>
public sealed class LocalResponseNorm : Module
{
    /// <summary>Makes the layer.</summary>
    /// <param name="size">n; of an even number one more lies before the element than behind it.</param>
    /// <param name="alpha">The factor of the mean square.</param>
    /// <param name="beta">The exponent.</param>
    /// <param name="k">What is added.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is not positive.</exception>
    public LocalResponseNorm(long size, double alpha = 1e-4, double beta = 0.75, double k = 1)
    {
        Checks.Positive(TypeName, nameof(size), size);
        (Size, Alpha, Beta, K) = (size, alpha, beta, k);
    }

    /// <summary>n.</summary>
    public long Size { get; }

    /// <summary>The factor of the mean square.</summary>
    public double Alpha { get; }

    /// <summary>The exponent.</summary>
    public double Beta { get; }

    /// <summary>What is added.</summary>
    public double K { get; }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.LocalResponseNorm(x, Size, Alpha, Beta, K);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"{Size}, alpha={Repr.Of(Alpha)}, beta={Repr.Of(Beta)}, k={Repr.Of(K)}";
}

public static partial class Functional
{
    /// <summary>
    /// Divides each element by a power of the squares of those around it in the channels next to its own:
    /// see <see cref="Nn.LocalResponseNorm"/>.
    /// </summary>
    /// <param name="input">x, of shape [N, C, ...], with at least three dimensions.</param>
    /// <param name="size">n; of an even number one more lies before the element than behind it.</param>
    /// <param name="alpha">The factor of the mean square.</param>
    /// <param name="beta">The exponent.</param>
    /// <param name="k">What is added.</param>
    /// <exception cref="ArgumentException">The input has fewer than three dimensions.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is not positive.</exception>
    public static Tensor LocalResponseNorm(Tensor input, long size, double alpha = 1e-4, double beta = 0.75, double k = 1)
    {
        ArgumentNullException.ThrowIfNull(input);
        Checks.Positive(nameof(LocalResponseNorm), nameof(size), size);
        Checks.Floating(nameof(LocalResponseNorm), input);
        if (input.Rank < 3) throw new ArgumentException(
            "LocalResponseNorm: the input must have shape [N, C, ...] with at least 3 dimensions, " +
            $"but its shape is {input.Shape}.", nameof(input));
        if (input.Count == 0) return input.Clone();
        var squares = Surrounded(input.Square(), size / 2, (size - 1) / 2);
        var sum = squares.Narrow(1, 0, input.Size(1));
        for (long i = 1; i < size; i++) sum = sum + squares.Narrow(1, i, input.Size(1));
        return input / (sum * (alpha / size) + k).Pow(beta);
    }

    // With channels of zeros before and behind.
    static Tensor Surrounded(Tensor x, long before, long behind)
    {
        Tensor Zeros(long count)
        {
            var sizes = x.Shape.ToArray();
            sizes[1] = count;
            return Tensor.Zeros(new Shape(sizes), x.DType);
        }
        return Tensor.Cat([Zeros(before), x, Zeros(behind)], 1);
    }
}
