using Adjoint.Cpu.Simd;
using Adjoint.Ops;

namespace Adjoint;

public static partial class Special
{
    /// <summary>
    /// The Chebyshev polynomial of the first kind of degree n, Tₙ(x): cos nθ, where x = cos θ.
    /// A degree counts without its fraction; below 0 the polynomial is 0, above 10⁸ it is NaN. Shapes broadcast; types are promoted;
    /// integers become Float32. The derivative with respect to n is 0.
    /// </summary>
    /// <param name="input">x.</param>
    /// <param name="n">The degrees, a number or a tensor.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Tensor ChebyshevPolynomialT(Tensor input, Tensor n) =>
        new OrthogonalPolynomial(PolynomialFamily.ChebyshevT).Apply(input, n);

    /// <summary>The Chebyshev polynomial of the second kind, Uₙ(x): sin (n + 1)θ / sin θ. See <see cref="ChebyshevPolynomialT"/>.</summary>
    /// <inheritdoc cref="ChebyshevPolynomialT" path="//param|//exception"/>
    public static Tensor ChebyshevPolynomialU(Tensor input, Tensor n) =>
        new OrthogonalPolynomial(PolynomialFamily.ChebyshevU).Apply(input, n);

    /// <summary>
    /// The Chebyshev polynomial of the third kind, Vₙ(x): cos (n + 1/2)θ / cos θ/2. See <see cref="ChebyshevPolynomialT"/>.
    /// </summary>
    /// <inheritdoc cref="ChebyshevPolynomialT" path="//param|//exception"/>
    public static Tensor ChebyshevPolynomialV(Tensor input, Tensor n) =>
        new OrthogonalPolynomial(PolynomialFamily.ChebyshevV).Apply(input, n);

    /// <summary>
    /// The Chebyshev polynomial of the fourth kind, Wₙ(x): sin (n + 1/2)θ / sin θ/2. See <see cref="ChebyshevPolynomialT"/>.
    /// </summary>
    /// <inheritdoc cref="ChebyshevPolynomialT" path="//param|//exception"/>
    public static Tensor ChebyshevPolynomialW(Tensor input, Tensor n) =>
        new OrthogonalPolynomial(PolynomialFamily.ChebyshevW).Apply(input, n);
}
