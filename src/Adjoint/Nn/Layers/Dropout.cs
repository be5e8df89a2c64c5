namespace Adjoint.Nn;

/// <summary>
/// While training, sets each element to zero with probability p and scales the others by 1/(1-p), so that nothing relies on
/// any one of them; otherwise hands its input through.
/// </summary>
/// <param name="p">The probability of an element to become zero.</param>
/// <remarks>Srivastava et al., "Dropout: A Simple Way to Prevent Neural Networks from Overfitting", 2014.</remarks>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is not between 0 and 1.</exception>
public sealed class Dropout(double p = 0.5) : DropoutBase(p)
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.Dropout(x, P, Training);
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
