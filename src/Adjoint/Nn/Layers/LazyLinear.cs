namespace Adjoint.Nn;

/// <summary>A <see cref="Linear"/> layer that takes the size of its input from the first one.</summary>
/// <param name="outFeatures">The size of the last dimension of the output.</param>
/// <param name="bias">Whether b is added.</param>
/// <param name="dtype">The type of the weights.</param>
/// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
public sealed class LazyLinear(long outFeatures, bool bias = true, DType dtype = DType.Float32) : Linear(0, outFeatures, bias, dtype), ILazy
{
    bool ILazy.IsPending => InFeatures == 0;

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (InFeatures == 0 && x.Rank > 0)
        {
            Weight.Data = Tensor.Empty([OutFeatures, x.Size(-1)], Weight.DType);
            ResetParameters();
        }
        return base.Forward(x);
    }
}
