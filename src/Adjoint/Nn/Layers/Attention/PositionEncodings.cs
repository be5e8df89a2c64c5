namespace Adjoint.Nn;

/// <summary>
/// Adds sines and cosines of the positions to a sequence, so that attention can tell them apart:
/// see <see cref="Functional.SinusoidalEncoding"/>.
/// </summary>
/// <remarks>A. Vaswani et al., "Attention Is All You Need" (2017), section 3.5.</remarks>
public sealed class SinusoidalPositionalEncoding : Module
{
    readonly double _dropout;
    readonly bool _batchFirst;

    /// <summary>Makes a layer.</summary>
    /// <param name="dropout">The probability of an element to become zero while training.</param>
    /// <param name="batchFirst">Whether sequences are [batch, length, size] rather than [length, batch, size];
    /// [length, size] is taken as it is.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dropout"/> is not between 0 and 1.</exception>
    public SinusoidalPositionalEncoding(double dropout = 0, bool batchFirst = false)
    {
        Checks.Probability(TypeName, dropout);
        (_dropout, _batchFirst) = (dropout, batchFirst);
    }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank is not (2 or 3)) throw new ArgumentException(
            "SinusoidalPositionalEncoding: needs a sequence of 2 or 3 dimensions, " +
            $"and the shape is {x.Shape}.", nameof(x));
        Checks.Floating(TypeName, x);
        var isLengthFirst = x.Rank == 2 || !_batchFirst;
        var encoding = Functional.SinusoidalEncoding(x.Size(isLengthFirst ? 0 : 1), x.Size(-1), x.DType);
        return (x + (x.Rank == 3 && isLengthFirst ? encoding.Unsqueeze(1) : encoding)).Dropout(_dropout, Training);
    }

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"dropout={Repr.Of(_dropout)}, batch_first={Repr.Of(_batchFirst)}";
}

/// <summary>
/// Turns queries or keys [..., length, size] by angles that grow with the position, so that their products depend on distances
/// only: see <see cref="Functional.RotaryEmbedding(Tensor, double, bool, long)"/>.
/// </summary>
/// <remarks>J. Su et al., "RoFormer: Enhanced Transformer with Rotary Position Embedding" (2021).</remarks>
public sealed class RotaryPositionalEncoding : Module
{
    readonly double _theta;
    readonly bool _interleaved;

    /// <summary>Makes a layer.</summary>
    /// <param name="theta">The base of the wave lengths.</param>
    /// <param name="interleaved">Whether neighbours are a pair, rather than an element and the one half the size further on.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="theta"/> is not positive.</exception>
    public RotaryPositionalEncoding(double theta = 10000, bool interleaved = false)
    {
        if (!(theta > 0))
            throw new ArgumentOutOfRangeException(nameof(theta), theta, $"{TypeName}: theta must be positive, and is {theta}.");
        (_theta, _interleaved) = (theta, interleaved);
    }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.RotaryEmbedding(x, _theta, _interleaved, 0, TypeName);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"theta={Repr.Of(_theta)}, interleaved={Repr.Of(_interleaved)}";
}

public static partial class Functional
{
    /// <summary>
    /// An encoding of positions, [length, size]: sin(t / 10000^(2i / size)) at place 2i of position t, and the cosine at place 2i + 1.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public static Tensor SinusoidalEncoding(long length, long size, DType dtype = DType.Float32)
    {
        var angles = Angles(length, 0, (size + 1) / 2, size, 10000);
        var waves = Tensor.Stack([angles.Sin(), angles.Cos()], -1).Flatten(1);
        return waves.Narrow(1, 0, size).To(dtype);
    }

    /// <summary>
    /// Turns each pair of elements of the last dimension of [..., length, size] by the angle t / θ^(2i / size) for position t and
    /// pair i: (a, b) becomes (a cos - b sin, a sin + b cos).
    /// </summary>
    /// <param name="x">Queries or keys; the size must be even.</param>
    /// <param name="theta">The base of the wave lengths, θ.</param>
    /// <param name="interleaved">Whether neighbours are a pair, rather than an element and the one half the size further on.</param>
    /// <param name="offset">The position of the first element, as when earlier ones are kept in a cache.</param>
    /// <exception cref="ArgumentException">There are fewer than two dimensions, or the size is odd.</exception>
    public static Tensor RotaryEmbedding(Tensor x, double theta = 10000, bool interleaved = false, long offset = 0) =>
        RotaryEmbedding(x, theta, interleaved, offset, nameof(RotaryEmbedding));

    internal static Tensor RotaryEmbedding(Tensor x, double theta, bool interleaved, long offset, string of)
    {
        ArgumentNullException.ThrowIfNull(x);
        Checks.Floating(of, x);
        if (x.Rank < 2 || x.Size(-1) % 2 != 0)
            throw new ArgumentException($"{of}: needs [..., length, size] with an even size, and the shape is {x.Shape}.", nameof(x));
        var half = x.Size(-1) / 2;
        var angles = Angles(x.Size(-2), offset, half, x.Size(-1), theta);
        var (cos, sin) = (angles.Cos().To(x.DType), angles.Sin().To(x.DType));
        var pairs = interleaved ? x.Unflatten(-1, [half, 2]).Unbind(-1) : [x.Narrow(-1, 0, half), x.Narrow(-1, half, half)];
        Tensor[] turned = [pairs[0] * cos - pairs[1] * sin, pairs[0] * sin + pairs[1] * cos];
        return interleaved ? Tensor.Stack(turned, -1).Flatten(-2) : Tensor.Cat(turned, -1);
    }

    // t / θ^(2i / size) for each position and pair, in double precision.
    static Tensor Angles(long length, long offset, long pairs, long size, double theta)
    {
        Checks.NotNegative(nameof(SinusoidalEncoding), nameof(length), length);
        Checks.NotNegative(nameof(SinusoidalEncoding), nameof(size), size);
        var positions = Tensor.Arange(offset, offset + length, dtype: DType.Float64).Unsqueeze(1);
        var exponents = Tensor.Arange(0, pairs, dtype: DType.Float64) * (-2.0 / Math.Max(1, size));
        return positions * (exponents * Math.Log(theta)).Exp();
    }
}
