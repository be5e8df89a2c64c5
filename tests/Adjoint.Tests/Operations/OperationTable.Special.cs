namespace Adjoint.Tests.Operations;

internal static partial class OperationTable
{
    // What they give is compared with 40 digits in SpecialTests.
    static IEnumerable<Operation> SpecialFunctions =>
    [
        OfOne("BesselJ0", Adjoint.Special.BesselJ0, Anywhere), OfOne("BesselJ1", Adjoint.Special.BesselJ1, [.. Anywhere, 9.3]),
        OfOne("BesselY0", Adjoint.Special.BesselY0, FarFromZero), OfOne("BesselY1", Adjoint.Special.BesselY1, FarFromZero),
        OfOne("I0", x => x.I0(), [.. Anywhere, -9.3]), OfOne("I0e", Adjoint.Special.I0e, Anywhere),
        OfOne("I1", Adjoint.Special.I1, Anywhere), OfOne("I1e", Adjoint.Special.I1e, [.. Anywhere, 9.3]),
        OfOne("ModifiedBesselI0", Adjoint.Special.ModifiedBesselI0, Anywhere), OfOne("ModifiedBesselI1", Adjoint.Special.ModifiedBesselI1, Anywhere),
        OfOne("ModifiedBesselK0", Adjoint.Special.ModifiedBesselK0, FarFromZero), OfOne("ModifiedBesselK1", Adjoint.Special.ModifiedBesselK1, FarFromZero),
        OfOne("ScaledModifiedBesselK0", Adjoint.Special.ScaledModifiedBesselK0, FarFromZero),
        OfOne("ScaledModifiedBesselK1", Adjoint.Special.ScaledModifiedBesselK1, FarFromZero),
        OfOne("SphericalBesselJ0", Adjoint.Special.SphericalBesselJ0, [.. Anywhere, 0]), OfOne("AiryAi", Adjoint.Special.AiryAi, [.. Anywhere, -7.1]),
        OfOne("Erfcx", Adjoint.Special.Erfcx, [-1.2, -0.4, 0.05, 0.8, 1.6, 3.1, 30]),
        OfOne("Ndtr", Adjoint.Special.Ndtr, Anywhere), OfOne("LogNdtr", Adjoint.Special.LogNdtr, [.. Anywhere, -9]),
        OfOne("Ndtri", Adjoint.Special.Ndtri, [0.05, 0.15, 0.3, 0.5, 0.7, 0.9]) with { Integers = Integers.Untested },
        OfOne("Entr", Adjoint.Special.Entr, Positive),
        OfOne("Mvlgamma", x => x.Mvlgamma(3), [1.6, 2.3, 3.1, 7]), OfOne("Multigammaln", x => Adjoint.Special.Multigammaln(x, 2), [1.6, 2.3, 3.1, 7]),
        OfOne("Gammaln", Adjoint.Special.Gammaln, [0.3, 1.6, 3.1]),
        OfOne("Psi", Adjoint.Special.Psi, [0.3, 1.6, 3.1]), OfOne("Expit", Adjoint.Special.Expit, Anywhere),
        OfTwo("XLog1pY", Adjoint.Special.XLog1pY, Anywhere, [-0.7, -0.2, 0.3, 1.6, 3]),
        .. new[] { 2, 3.3 }.Select(order => OfOne($"Zeta {order}", q => Adjoint.Special.Zeta(order, q), [0.3, 0.8, 1.6, 3.1])),
        .. new[] { 0.3, 1.6, 5 }.SelectMany(a => new[]
        {
            OfOne($"Igamma {a}", x => Tensor.FullLike(x, a).Igamma(x), [0.3, 0.8, 1.6, 3.1]),
            OfOne($"Igammac {a}", x => Tensor.FullLike(x, a).Igammac(x), [0.3, 0.8, 1.6, 3.1]),
            OfOne($"Gammainc {a}", x => Adjoint.Special.Gammainc(a, x), [0.3, 1.6, 6]),
            OfOne($"Gammaincc {a}", x => Adjoint.Special.Gammaincc(a, x), [0.3, 1.6, 6]),
        }).Select(row => row with { Integers = Integers.Untested }),
        .. new (string Name, Func<Tensor, Tensor, Tensor> Call)[]
        {
            ("ChebyshevPolynomialT", Adjoint.Special.ChebyshevPolynomialT),
            ("ChebyshevPolynomialU", Adjoint.Special.ChebyshevPolynomialU), ("ChebyshevPolynomialV", Adjoint.Special.ChebyshevPolynomialV),
            ("ChebyshevPolynomialW", Adjoint.Special.ChebyshevPolynomialW), ("ShiftedChebyshevPolynomialT", Adjoint.Special.ShiftedChebyshevPolynomialT),
            ("ShiftedChebyshevPolynomialU", Adjoint.Special.ShiftedChebyshevPolynomialU),
            ("ShiftedChebyshevPolynomialV", Adjoint.Special.ShiftedChebyshevPolynomialV),
            ("ShiftedChebyshevPolynomialW", Adjoint.Special.ShiftedChebyshevPolynomialW),
            ("HermitePolynomialH", Adjoint.Special.HermitePolynomialH), ("HermitePolynomialHe", Adjoint.Special.HermitePolynomialHe),
            ("LaguerrePolynomialL", Adjoint.Special.LaguerrePolynomialL), ("LegendrePolynomialP", Adjoint.Special.LegendrePolynomialP),
        }.SelectMany(polynomial =>
            new[] { -1, 0, 1, 4 }.Select(n => OfOne($"{polynomial.Name} {n}", x => polynomial.Call(x, n == 4 ? Tensor.FullLike(x, n) : n), Inside))),
    ];

    static double[] FarFromZero => [0.3, 0.8, 1, 1.6, 1.9, 2.3, 7, 9.3];

    static Operation OfOne(string name, Func<Tensor, Tensor> call, double[] points) =>
        Unary(name, call, x => x, points) with { Reference = null, Integers = Integers.Float, Slack = 64 };

    static Operation OfTwo(string name, Func<Tensor, Tensor, Tensor> call, double[] left, double[] right) =>
        Binary(name, call, (a, b) => a, left, right) with { Reference = null, Integers = Integers.Float, Slack = 256 };
}
