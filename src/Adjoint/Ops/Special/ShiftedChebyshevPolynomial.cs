using Adjoint.Cpu.Simd;
using Adjoint.Ops;

namespace Adjoint;

public static partial class Special
{
    /// <summary>
    /// The Chebyshev polynomial of the first kind of degree n for the interval from 0 to 1, Tₙ(2x - 1).
    /// A degree counts without its fraction; below 0 the polynomial is 0, above 10⁸ it is NaN. Shapes broadcast; types are promoted;
    /// integers become Float32. The derivative with respect to n is 0.
    /// </summary>
    /// <param name="input">x.</param>
    /// <param name="n">The degrees, a number or a tensor.</param>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Tensor ShiftedChebyshevPolynomialT(Tensor input, Tensor n) =>
        new OrthogonalPolynomial(PolynomialFamily.ShiftedChebyshevT).Apply(input, n);

    /// <summary>
    /// The Chebyshev polynomial of the second kind for the interval from 0 to 1, Uₙ(2x - 1). See <see cref="ShiftedChebyshevPolynomialT"/>.
    /// </summary>
    /// <inheritdoc cref="ShiftedChebyshevPolynomialT" path="//param|//exception"/>
    public static Tensor ShiftedChebyshevPolynomialU(Tensor input, Tensor n) =>
        new OrthogonalPolynomial(PolynomialFamily.ShiftedChebyshevU).Apply(input, n);

    /// <summary>
    /// The Chebyshev polynomial of the third kind for the interval from 0 to 1, Vₙ(2x - 1). See <see cref="ShiftedChebyshevPolynomialT"/>.
    /// </summary>
    /// <inheritdoc cref="ShiftedChebyshevPolynomialT" path="//param|//exception"/>
    public static Tensor ShiftedChebyshevPolynomialV(Tensor input, Tensor n) =>
        new OrthogonalPolynomial(PolynomialFamily.ShiftedChebyshevV).Apply(input, n);

    /// <summary>
    /// The Chebyshev polynomial of the fourth kind for the interval from 0 to 1, Wₙ(2x - 1). See <see cref="ShiftedChebyshevPolynomialT"/>.
    /// </summary>
    /// <inheritdoc cref="ShiftedChebyshevPolynomialT" path="//param|//exception"/>
    public static Tensor ShiftedChebyshevPolynomialW(Tensor input, Tensor n) =>
        new OrthogonalPolynomial(PolynomialFamily.ShiftedChebyshevW).Apply(input, n);
}
