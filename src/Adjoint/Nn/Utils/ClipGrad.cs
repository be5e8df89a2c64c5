namespace Adjoint.Nn;

/// <summary>What is done to the parameters of a model around a training step: <c>torch.nn.utils</c>.</summary>
public static partial class Utils
{
    /// <summary>
    /// Makes gradients shorter in place, all by one factor, if their norm, taken over all of them as one vector, is larger than
    /// <paramref name="maxNorm"/>: g ← g · maxNorm / (norm + 1e-6). Call it between Backward and Step.
    /// </summary>
    /// <param name="parameters">The parameters, <c>model.Parameters()</c>; those without a gradient are left out.</param>
    /// <param name="maxNorm">The largest norm; with <see cref="double.PositiveInfinity"/> it is only measured.</param>
    /// <param name="normType">The p of the norm; 2 is the length, infinity the largest absolute value.</param>
    /// <param name="errorIfNonFinite">Whether it is an error if the norm is infinite or NaN; otherwise all gradients become so.</param>
    /// <returns>The norm before.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The largest norm is negative, or p is 0 or NaN.</exception>
    /// <exception cref="InvalidOperationException">The norm is infinite or NaN, and that is an error.</exception>
    public static double ClipGradNorm(IEnumerable<Tensor> parameters, double maxNorm, double normType = 2, bool errorIfNonFinite = false)
    {
        if (!(maxNorm >= 0)) throw new ArgumentOutOfRangeException(nameof(maxNorm), maxNorm, "ClipGradNorm: a norm is not negative.");
        if (normType is 0 or double.NaN)
            throw new ArgumentOutOfRangeException(nameof(normType), normType, "ClipGradNorm: there is no such norm.");
        var gradients = Gradients(parameters);
        var norm = Tensor.TotalNorm(gradients, normType);
        if (errorIfNonFinite && !double.IsFinite(norm))
            throw new InvalidOperationException(
                $"ClipGradNorm: the norm of the gradients is {norm}, so they cannot be clipped; " +
                "look for the cause with Autograd.DetectAnomaly, or give errorIfNonFinite: false.");
        if (double.IsPositiveInfinity(maxNorm)) return norm;
        var factor = maxNorm / (norm + 1e-6);
        if (!(factor >= 1)) Tensor.ScaleAll(gradients, factor);
        return norm;
    }

    /// <summary>Moves every element of the gradients that is beyond [-clipValue, clipValue] to the bound, in place.</summary>
    /// <param name="parameters">The parameters, <c>model.Parameters()</c>; those without a gradient are left out.</param>
    /// <param name="clipValue">The bound.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bound is negative.</exception>
    public static void ClipGradValue(IEnumerable<Tensor> parameters, double clipValue)
    {
        if (!(clipValue >= 0))
            throw new ArgumentOutOfRangeException(nameof(clipValue), clipValue, "ClipGradValue: a bound is not negative.");
        Tensor.ClampAll(Gradients(parameters), clipValue);
    }

    static List<Tensor> Gradients(IEnumerable<Tensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var gradients = new List<Tensor>();
        foreach (var parameter in parameters is Tensor one ? [one] : parameters)
        {
            ArgumentNullException.ThrowIfNull(parameter, nameof(parameters));
            if (parameter.OwnGrad is { } gradient) gradients.Add(gradient);
        }
        return gradients;
    }
}
