namespace Adjoint.Nn;

/// <summary>The patches of images as columns: see <see cref="Functional.Unfold"/>.</summary>
public sealed class Unfold : Module
{
    readonly Sizes _kernelSize, _dilation, _padding, _stride;

    /// <summary>Makes a layer.</summary>
    /// <inheritdoc cref="Functional.Unfold" path="/param"/>
    /// <exception cref="ArgumentException">A size is not positive, or a list has the wrong length.</exception>
    public Unfold(Sizes kernelSize, Sizes? dilation = null, Sizes padding = default, Sizes? stride = null)
    {
        (_kernelSize, _dilation, _padding, _stride) = (kernelSize, dilation ?? 1, padding, stride ?? 1);
        Checks.Window(TypeName, 2, kernelSize, stride, padding, dilation);
    }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Functional.Unfold(x, _kernelSize, _dilation, _padding, _stride);

    /// <inheritdoc/>
    protected override string ExtraRepr() => $"kernel_size={_kernelSize}, dilation={_dilation}, padding={_padding}, stride={_stride}";
}

public static partial class Functional
{
    /// <summary>
    /// The patches that a kernel sees on its way over images, as columns: row c kh kw + i kw + j of the result holds the elements of
    /// channel c under the kernel's element (i, j). A convolution is a product with that matrix.
    /// </summary>
    /// <param name="input">x: [N, C, H, W], or without N.</param>
    /// <param name="kernelSize">The height and width of a patch.</param>
    /// <param name="dilation">The distance of its elements; 1 if left out.</param>
    /// <param name="padding">Zeros around the image; none if left out.</param>
    /// <param name="stride">From one patch to the next; 1 if left out.</param>
    /// <returns>[N, C kh kw, patches], or without N.</returns>
    /// <exception cref="ArgumentException">The input has another number of dimensions, a size is not positive,
    /// or no patch fits.</exception>
    public static Tensor Unfold(Tensor input, Sizes kernelSize, Sizes? dilation = null, Sizes padding = default, Sizes? stride = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        Checks.Floating(nameof(Unfold), input);
        return input.Unfolded(kernelSize, dilation ?? 1, padding, stride ?? 1);
    }
}
