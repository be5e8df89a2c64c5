namespace Adjoint.Nn;

public static partial class Functional
{
    /// <summary>
    /// Draws a class for each line of unnormalised log-probabilities, differentiably: the softmax of (x + g) / τ, where g are draws from
    /// Gumbel's distribution. Source: Jang et al., "Categorical Reparameterization with Gumbel-Softmax", 2017.
    /// </summary>
    /// <param name="logits">x.</param>
    /// <param name="tau">τ, the temperature: the lower, the nearer to a choice.</param>
    /// <param name="hard">Whether the result is 1 for the class drawn and 0 for the others, with the gradient of the soft one.</param>
    /// <param name="dim">The dimension of the classes.</param>
    /// <param name="generator">Where the numbers come from; <see cref="Generator.Default"/> if left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is not positive, or there is no such dimension.</exception>
    public static Tensor GumbelSoftmax(Tensor logits, double tau = 1, bool hard = false, int dim = -1, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(logits);
        if (!(tau > 0)) throw new ArgumentOutOfRangeException(nameof(tau), tau, "GumbelSoftmax: the temperature must be positive.");
        Checks.Floating(nameof(GumbelSoftmax), logits);
        Checks.Dimension(nameof(GumbelSoftmax), nameof(dim), logits, dim);
        var gumbels = -Tensor.Empty(logits.Shape, logits.DType).FillExponential(generator: generator).Log();
        var soft = ((logits + gumbels) / tau).Softmax(dim);
        if (!hard) return soft;
        var choice = soft.Detach();
        return Tensor.ZerosLike(choice).Scatter(dim, choice.ArgMax(dim, keepDim: true), 1) - choice + soft;
    }
}
