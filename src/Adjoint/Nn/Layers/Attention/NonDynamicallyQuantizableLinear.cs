namespace Adjoint.Nn;

/// <summary>A <see cref="Linear"/> under the name PyTorch prints for the last layer of <see cref="MultiheadAttention"/>.</summary>
public sealed class NonDynamicallyQuantizableLinear : Linear
{
    internal NonDynamicallyQuantizableLinear(long inFeatures, long outFeatures, bool bias, DType dtype)
        : base(inFeatures, outFeatures, bias, dtype) { }
}
