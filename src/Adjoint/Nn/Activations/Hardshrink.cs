namespace Adjoint.Nn;

/// <summary>x, and 0 within a distance of 0.</summary>
/// <param name="lambd">The distance from 0.</param>
public sealed class Hardshrink(double lambd = 0.5) : Module
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.Hardshrink(x, lambd);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"{Repr.Of(lambd)}";
}

public static partial class Functional
{
    /// <summary>x, and 0 within a distance of 0.</summary>
    /// <param name="input">x, of any shape.</param>
    /// <param name="lambd">The distance from 0.</param>
    public static Tensor Hardshrink(Tensor input, double lambd = 0.5)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Hardshrink(lambd);
    }
}
