using Adjoint.Cpu.Simd;
using Adjoint.Ops;

namespace Adjoint;

public static partial class Special
{
    /// <summary>
    /// The Hermite polynomial of physicists of degree n, Hₙ(x), orthogonal under exp(-x²).
    /// A degree counts without its fraction; below 0 the polynomial is 0, above 10⁸ it is NaN. Shapes broadcast; types are promoted;
    /// integers become Float32. The derivative with respect to n is 0.
    /// </summary>
    /// <param name="input">x.</param>
    /// <param name="n">The degrees, a number or a tensor.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Tensor HermitePolynomialH(Tensor input, Tensor n) => new OrthogonalPolynomial(PolynomialFamily.HermiteH).Apply(input, n);

    /// <summary>
    /// The Hermite polynomial of probabilists, Heₙ(x), orthogonal under exp(-x²/2). See <see cref="HermitePolynomialH"/>.
    /// </summary>
    /// <inheritdoc cref="HermitePolynomialH" path="//param|//exception"/>
    public static Tensor HermitePolynomialHe(Tensor input, Tensor n) =>
        new OrthogonalPolynomial(PolynomialFamily.HermiteHe).Apply(input, n);
}
