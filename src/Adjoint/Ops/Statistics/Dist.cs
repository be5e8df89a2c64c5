namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// The p-norm of the difference of two tensors, which broadcast: see <see cref="Norm(double, ReadOnlySpan{int}, bool, DType?)"/>.
    /// </summary>
    /// <param name="other">The other tensor.</param>
    /// <param name="p">The order of the norm; 2 if left out.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast, or the elements are not floating-point numbers.</exception>
    public Tensor Dist(Tensor other, double p = 2) => (this - other).Norm(p);
}
