namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// The linear map of a layer: y = x Wᵀ + b, over the last dimension. <paramref name="weight"/> is [out, in] (or [in] for a
    /// single output without dimension), <paramref name="bias"/> [out].
    /// </summary>
    /// <exception cref="ArgumentException">The last size of this tensor is not that of the weight.</exception>
    public Tensor Linear(Tensor weight, Tensor? bias = null)
    {
        ArgumentNullException.ThrowIfNull(weight);
        if (weight.Rank is not (1 or 2)) throw new ArgumentException($"Linear: the weight must be [out, in], and its shape is {weight.Shape}.");
        if (Rank == 0 || Size(-1) != weight.Size(-1))
            throw new ArgumentException($"Linear: the input's last size must be {weight.Size(-1)}, as the weight is {weight.Shape}, but the input is {Shape}.");
        var product = Matmul(weight.Rank == 1 ? weight : weight.Transpose(0, 1));
        return bias is null ? product : product + bias;
    }
}
