namespace Adjoint.Nn;

/// <summary>Puts the results of <see cref="MaxPool1d"/> back where they stood, given their indices; elsewhere are zeros.</summary>
public sealed class MaxUnpool1d : MaxUnpool
{
    /// <summary>Makes a layer that undoes the pooling with the same arguments.</summary>
    /// <param name="kernelSize">The size of a window.</param>
    /// <param name="stride">From one window to the next; the size of a window if left out.</param>
    /// <param name="padding">What was put around the input.</param>
    public MaxUnpool1d(Sizes kernelSize, Sizes? stride = null, Sizes padding = default) : base(1, kernelSize, stride, padding)
    {
    }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x, Tensor indices) => Functional.MaxUnpool1d(x, indices, KernelSize, Stride, Padding);
}

public static partial class Functional
{
    /// <summary>
    /// The opposite of <see cref="MaxPool1dWithIndices"/>: each element goes where its index says, and the rest is 0.
    /// </summary>
    /// <param name="input">Results of a pooling: [N, C, L], or without N.</param>
    /// <param name="indices">Their places.</param>
    /// <param name="kernelSize">The size of a window.</param>
    /// <param name="stride">From one window to the next; the size of a window if left out.</param>
    /// <param name="padding">What was put around the input.</param>
    /// <param name="outputSize">The size of the pooled input, where several are possible.</param>
    /// <exception cref="ArgumentException">Shapes or types do not fit, or the output cannot have that size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index lies outside of the output.</exception>
    public static Tensor MaxUnpool1d(
        Tensor input, Tensor indices, Sizes kernelSize, Sizes? stride = null, Sizes padding = default, Sizes? outputSize = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Unpooled(1, indices, kernelSize, stride, padding, outputSize);
    }
}
