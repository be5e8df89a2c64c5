namespace Adjoint.Nn;

/// <summary>x moved towards 0 by a distance, and 0 within that distance of 0.</summary>
/// <param name="lambd">The distance from 0.</param>
public sealed class Softshrink(double lambd = 0.5) : Module
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.Softshrink(x, lambd);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"{Repr.Of(lambd)}";
}

public static partial class Functional
{
    /// <summary>x moved towards 0 by a distance, and 0 within that distance of 0.</summary>
    /// <param name="input">x, of any shape.</param>
    /// <param name="lambd">The distance from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="lambd"/> is negative.</exception>
    public static Tensor Softshrink(Tensor input, double lambd = 0.5)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (!(lambd >= 0))
            throw new ArgumentOutOfRangeException(nameof(lambd), lambd, $"Softshrink: a distance is not negative, and {lambd} is.");
        return input.Softshrink(lambd);
    }
}
