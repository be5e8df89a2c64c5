namespace Adjoint.Nn;

/// <summary>What <see cref="MaxUnpool1d"/>, <see cref="MaxUnpool2d"/> and <see cref="MaxUnpool3d"/> share.</summary>
public abstract class MaxUnpool : Module<Tensor, Tensor, Tensor>
{
    private protected MaxUnpool(int rank, Sizes kernelSize, Sizes? stride, Sizes padding)
    {
        Checks.Window(TypeName, rank, kernelSize, stride, padding, null);
        KernelSize = kernelSize.AsTuple(rank);
        Stride = (stride ?? kernelSize).AsTuple(rank);
        Padding = padding.AsTuple(rank);
    }

    private protected Sizes KernelSize { get; }

    private protected Sizes Stride { get; }

    private protected Sizes Padding { get; }

    /// <inheritdoc/>
    protected sealed override string ExtraRepr() => $"kernel_size={KernelSize}, stride={Stride}, padding={Padding}";
}
