namespace Adjoint.Nn;

/// <summary>
/// The leaky rectified linear unit whose slope is drawn anew for each element while training, and the mean slope otherwise. Source: Xu et
/// al., "Empirical Evaluation of Rectified Activations in Convolutional Network", 2015.
/// </summary>
/// <param name="lower">The least slope.</param>
/// <param name="upper">The largest slope.</param>
public sealed class RReLU(double lower = 1.0 / 8, double upper = 1.0 / 3) : Module
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.Rrelu(x, lower, upper, Training);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"lower={Repr.Of(lower)}, upper={Repr.Of(upper)}";
}

public static partial class Functional
{
    /// <summary>
    /// The leaky rectified linear unit whose slope is drawn evenly between two bounds for each element while <paramref name="training"/>,
    /// and their mean otherwise. From one seed come the slopes of PyTorch.
    /// </summary>
    /// <param name="input">x, of any shape.</param>
    /// <param name="lower">The least slope.</param>
    /// <param name="upper">The largest slope.</param>
    /// <param name="training">Whether slopes are drawn.</param>
    /// <param name="generator">Where the numbers come from; <see cref="Generator.Default"/> if left out.</param>
    /// <exception cref="ArgumentException">The bounds are not in order, or the elements are not floating-point.</exception>
    public static Tensor Rrelu(
        Tensor input, double lower = 1.0 / 8, double upper = 1.0 / 3, bool training = false, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (!(lower <= upper)) throw new ArgumentException($"RReLU: the bounds {lower} and {upper} of the slope are not in order.");
        if (!training) return input.LeakyRelu((lower + upper) / 2);
        Checks.Floating(nameof(RReLU), input);
        // Only what is not positive draws a slope, each in double precision.
        var leaks = (input.Detach() <= 0).Flatten().Nonzero().Squeeze(1);
        var slopes = Tensor.Empty([leaks.Count], DType.Float64).FillUniform(lower, upper, generator);
        return input * Tensor.Ones([input.Count], input.DType).Scatter(0, leaks, slopes.To(input.DType)).Reshape(input.Shape);
    }
}
