namespace Adjoint.Nn;

/// <summary>
/// The gated linear unit: a σ(b), where a and b are the halves of x along a dimension. Source: Dauphin et al., "Language Modeling with
/// Gated Convolutional Networks", 2016.
/// </summary>
/// <param name="dim">The dimension that is halved.</param>
public sealed class GLU(int dim = -1) : Module
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.Glu(x, dim);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"dim={dim}";
}

public static partial class Functional
{
    /// <summary>The gated linear unit: a σ(b), where a and b are the halves of x along a dimension.</summary>
    /// <param name="input">x; the dimension has an even size.</param>
    /// <param name="dim">The dimension that is halved.</param>
    /// <exception cref="ArgumentException">The dimension has an odd size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public static Tensor Glu(Tensor input, int dim = -1)
    {
        ArgumentNullException.ThrowIfNull(input);
        Checks.Dimension(nameof(GLU), nameof(dim), input, dim);
        var at = Dim.Wrap(dim, input.Rank);
        if (input.Rank == 0 || input.Size(at) % 2 != 0)
            throw new ArgumentException(
                $"GLU: dimension {dim} is cut into halves, so its size must be even, and the input has shape {input.Shape}.",
                nameof(input));
        var half = input.Size(at) / 2;
        return input.Narrow(at, 0, half).Gated(input.Narrow(at, half, half));
    }
}
