namespace Adjoint;

public partial class Tensor
{
    /// <summary>The integrals up to each point from the second on: see <see cref="Trapezoid(double, int)"/>.</summary>
    /// <inheritdoc cref="Trapezoid(double, int)" path="//param|//exception"/>
    public Tensor CumulativeTrapezoid(double dx = 1, int dim = -1) =>
        Ops.Trapezoids.Even(nameof(CumulativeTrapezoid), this, dx, dim).CumSum(dim);

    /// <summary>The same with points anywhere: see <see cref="Trapezoid(Tensor, int)"/>.</summary>
    /// <inheritdoc cref="Trapezoid(Tensor, int)" path="//param|//exception"/>
    public Tensor CumulativeTrapezoid(Tensor x, int dim = -1) =>
        Ops.Trapezoids.Uneven(nameof(CumulativeTrapezoid), this, x, dim).CumSum(Ops.Trapezoids.FromBack(this, dim));
}
