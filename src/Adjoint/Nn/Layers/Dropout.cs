namespace Adjoint.Nn;

/// <summary>
/// While training, sets each element to zero with probability p and scales the others by 1/(1-p), so that nothing relies on
/// any one of them; otherwise hands its input through.
/// </summary>
/// <remarks>Srivastava et al., "Dropout: A Simple Way to Prevent Neural Networks from Overfitting", 2014.</remarks>
public sealed class Dropout : Module
{
    /// <summary>Makes the layer.</summary>
    /// <param name="p">The probability of an element to become zero.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is not between 0 and 1.</exception>
    public Dropout(double p = 0.5)
    {
        if (!(p is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(p), p, "Dropout: a probability lies between 0 and 1.");
        P = p;
    }

    /// <summary>The probability of an element to become zero.</summary>
    public double P { get; }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.Dropout(x, P, Training);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"p={Repr.Of(P)}, inplace=False";
}

public static partial class Functional
{
    /// <summary>
    /// While <paramref name="training"/>, sets each element to zero with probability <paramref name="p"/> and scales the
    /// others by 1/(1-p).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is not between 0 and 1.</exception>
    public static Tensor Dropout(Tensor input, double p = 0.5, bool training = true)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Dropout(p, training);
    }
}
