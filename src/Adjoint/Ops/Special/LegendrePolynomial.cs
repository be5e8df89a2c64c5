using Adjoint.Cpu.Simd;
using Adjoint.Ops;

namespace Adjoint;

public static partial class Special
{
    /// <summary>
    /// The Legendre polynomial of degree n, Pₙ(x), orthogonal from -1 to 1.
    /// A degree counts without its fraction; below 0 the polynomial is 0, above 10⁸ it is NaN. Shapes broadcast; types are promoted;
    /// integers become Float32. The derivative with respect to n is 0.
    /// </summary>
    /// <param name="input">x.</param>
    /// <param name="n">The degrees, a number or a tensor.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Tensor LegendrePolynomialP(Tensor input, Tensor n) =>
        new OrthogonalPolynomial(PolynomialFamily.LegendreP).Apply(input, n);
}
