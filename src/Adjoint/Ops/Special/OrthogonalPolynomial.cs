using Adjoint.Cpu.Simd;

namespace Adjoint.Ops;

/// <summary>
/// Orthogonal polynomials, or derivatives of them, of the degrees in the second operand, of which only the whole part counts: as
/// often differentiable with respect to the first as one likes.
/// </summary>
internal sealed record OrthogonalPolynomial(PolynomialFamily Family, int Order = 0)
    : Binary<OrthogonalPolynomial.Formula>(new Formula(Family, Order))
{
    internal override string Name => Family switch
    {
        PolynomialFamily.HermiteH or PolynomialFamily.HermiteHe => $"HermitePolynomial{Family.ToString()["Hermite".Length..]}",
        PolynomialFamily.LaguerreL => nameof(Special.LaguerrePolynomialL),
        PolynomialFamily.LegendreP => nameof(Special.LegendrePolynomialP),
        _ => $"{Family.ToString()[..^1]}Polynomial{Family.ToString()[^1]}",
    };

    public readonly record struct Formula(PolynomialFamily Family, int Order) : IBinaryFormula
    {
        public static Reads RightReads => Adjoint.Reads.Nothing;

        public static DTypeSet Types => DTypeSet.Floating;

        public V Value<V>(V a, V b) where V : struct, IReal<V> => V.Call(a, b, new EachLane2<PolynomialRecurrence>(new(Family, Order)));

        public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> => g * new OrthogonalPolynomial(Family, Order + 1).Of(a, b);

        public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => V.Zero;
    }
}
