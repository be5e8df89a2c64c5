using F = Adjoint.Nn.Functional;

namespace Adjoint.Evidence;

internal static partial class OperationMap
{
    static Dictionary<string, Func<Call, object>> Everyday => new(EverydayFunctions.Concat(SpecialFunctions));

    static Dictionary<string, Func<Call, object>> EverydayFunctions => new(Unary(
        ("conj_physical", x => x.ConjPhysical()), ("resolve_conj", x => x.ResolveConj()), ("real", x => x.Real()),
        ("isreal", x => x.IsReal()), ("positive", x => x.Positive()), ("deg2rad", x => x.Deg2Rad()), ("rad2deg", x => x.Rad2Deg()),
        ("sinc", x => x.Sinc()), ("sgn", x => x.Sgn()), ("signbit", x => x.SignBit()), ("angle", x => x.Angle())))
    {
        ["copysign"] = c => c.X.CopySign(c.T(1, "other")),
        ["heaviside"] = c => c.X.Heaviside(c.T(1, "values")),
        ["hypot"] = c => c.X.Hypot(c.T(1, "other")),
        ["logaddexp"] = c => c.X.LogAddExp(c.T(1, "other")),
        ["logaddexp2"] = c => c.X.LogAddExp2(c.T(1, "other")),
        ["xlogy"] = c => c.X.XLogY(c.T(1, "other")),
        ["fmax"] = c => c.X.Fmax(c.T(1, "other")),
        ["fmin"] = c => c.X.Fmin(c.T(1, "other")),
        ["float_power"] = c => c.X.FloatPower(c.T(1, "exponent")),
        ["ldexp"] = c => c.X.Ldexp(c.T(1, "other")),
        ["frexp"] = c => c.X.Frexp(),
        ["nextafter"] = c => c.X.NextAfter(c.T(1, "other")),
        ["rsub"] = c => c.X.Rsub(c.T(1, "other"), c.S(9, "alpha", 1)),
        ["fill"] = c => c.At(1, "value") is Tensor value ? value.Expand(c.X.Shape).Clone() : Tensor.FullLike(c.X, c.S(1, "value", 0)),
        ["zero_"] = c => c.X.Detach().Clone().Zero(),
        ["atleast_1d"] = c => Each(c, x => x.AtLeast1d()),
        ["atleast_2d"] = c => Each(c, x => x.AtLeast2d()),
        ["atleast_3d"] = c => Each(c, x => x.AtLeast3d()),
        ["column_stack"] = c => Tensor.ColumnStack(c.Ts(0, "tensors")),
        ["block_diag"] = c => Tensor.BlockDiag(c.Ts(0, "tensors")),
        ["hsplit"] = c => c.At(1, "sections") is long sections ? c.X.HSplit((int)sections) : c.X.HSplit(c.Ls(1, "indices")),
        ["vsplit"] = c => c.At(1, "sections") is long sections ? c.X.VSplit((int)sections) : c.X.VSplit(c.Ls(1, "indices")),
        ["dsplit"] = c => c.At(1, "sections") is long sections ? c.X.DSplit((int)sections) : c.X.DSplit(c.Ls(1, "indices")),
        ["tensor_split"] = c => c.At(1, "indices") switch
        {
            Tensor indices => c.X.TensorSplit(indices, c.I(2, "dim")),
            object?[] => c.X.TensorSplit(c.Ls(1, "indices"), c.I(2, "dim")),
            _ => c.X.TensorSplit(c.I(1, "sections"), c.I(2, "dim")),
        },
        ["narrow_copy"] = c => c.X.NarrowCopy(c.I(1, "dim"), c.L(2, "start"), c.L(3, "length")),
        ["sum_to_size"] = c => c.X.SumToSize(c.Ls(1, "size")),
        ["diagonal_scatter"] = c => c.X.DiagonalScatter(c.T(1, "src"), c.L(2, "offset"), c.I(3, "dim1"), c.I(4, "dim2", 1)),
        ["select_scatter"] = c => c.X.SelectScatter(c.T(1, "src"), c.I(2, "dim"), c.L(3, "index")),
        ["slice_scatter"] = c => c.X.SliceScatter(
            c.T(1, "src"), c.I(2, "dim"), c.Has(3, "start") ? c.L(3, "start") : null, c.Has(4, "end") ? c.L(4, "end") : null, c.L(5, "step", 1)),
        ["fliplr"] = c => c.X.Fliplr(),
        ["flipud"] = c => c.X.Flipud(),
        ["native_layer_norm"] =
            c => F.NativeLayerNorm(c.X, Shape.Create(c.Ls(1, "normalized_shape")), c.MaybeT(2, "weight"), c.MaybeT(3, "bias"), c.D(4, "eps")),
    };

    static Dictionary<string, Func<Call, object>> SpecialFunctions => new(Unary(
        ("i0", x => x.I0()), ("special.i0", Special.I0), ("special.i0e", Special.I0e), ("special.i1", Special.I1),
        ("special.i1e", Special.I1e), ("special.entr", Special.Entr), ("special.erfcx", Special.Erfcx), ("special.ndtr", Special.Ndtr),
        ("special.ndtri", Special.Ndtri), ("special.log_ndtr", Special.LogNdtr), ("special.airy_ai", Special.AiryAi),
        ("special.bessel_j0", Special.BesselJ0), ("special.bessel_j1", Special.BesselJ1), ("special.bessel_y0", Special.BesselY0),
        ("special.bessel_y1", Special.BesselY1), ("special.modified_bessel_i0", Special.ModifiedBesselI0),
        ("special.modified_bessel_i1", Special.ModifiedBesselI1), ("special.modified_bessel_k0", Special.ModifiedBesselK0),
        ("special.modified_bessel_k1", Special.ModifiedBesselK1), ("special.scaled_modified_bessel_k0", Special.ScaledModifiedBesselK0),
        ("special.scaled_modified_bessel_k1", Special.ScaledModifiedBesselK1), ("special.spherical_bessel_j0", Special.SphericalBesselJ0)))
    {
        ["igamma"] = c => c.X.Igamma(c.T(1, "other")),
        ["igammac"] = c => c.X.Igammac(c.T(1, "other")),
        ["special.zeta"] = c => Special.Zeta(c.X, c.T(1, "other")),
        ["special.xlog1py"] = c => Special.XLog1pY(c.X, c.T(1, "other")),
        ["special.polygamma.special_polygamma_n_0"] = c => Special.Polygamma(c.I(1, "n"), c.X),
        ["mvlgamma.mvlgamma_p_1"] = c => c.X.Mvlgamma(c.I(1, "p")),
        ["mvlgamma.mvlgamma_p_3"] = c => c.X.Mvlgamma(c.I(1, "p")),
        ["mvlgamma.mvlgamma_p_5"] = c => c.X.Mvlgamma(c.I(1, "p")),
        ["special.chebyshev_polynomial_t"] = c => Special.ChebyshevPolynomialT(c.X, c.T(1, "n")),
        ["special.chebyshev_polynomial_u"] = c => Special.ChebyshevPolynomialU(c.X, c.T(1, "n")),
        ["special.chebyshev_polynomial_v"] = c => Special.ChebyshevPolynomialV(c.X, c.T(1, "n")),
        ["special.chebyshev_polynomial_w"] = c => Special.ChebyshevPolynomialW(c.X, c.T(1, "n")),
        ["special.shifted_chebyshev_polynomial_t"] = c => Special.ShiftedChebyshevPolynomialT(c.X, c.T(1, "n")),
        ["special.shifted_chebyshev_polynomial_u"] = c => Special.ShiftedChebyshevPolynomialU(c.X, c.T(1, "n")),
        ["special.shifted_chebyshev_polynomial_v"] = c => Special.ShiftedChebyshevPolynomialV(c.X, c.T(1, "n")),
        ["special.shifted_chebyshev_polynomial_w"] = c => Special.ShiftedChebyshevPolynomialW(c.X, c.T(1, "n")),
        ["special.hermite_polynomial_h"] = c => Special.HermitePolynomialH(c.X, c.T(1, "n")),
        ["special.hermite_polynomial_he"] = c => Special.HermitePolynomialHe(c.X, c.T(1, "n")),
        ["special.laguerre_polynomial_l"] = c => Special.LaguerrePolynomialL(c.X, c.T(1, "n")),
        ["special.legendre_polynomial_p"] = c => Special.LegendrePolynomialP(c.X, c.T(1, "n")),
    };

    // On one tensor, or on each of several.
    static object Each(Call c, Func<Tensor, Tensor> function) =>
        c.At(0, "input") is Tensor x ? function(x) : Array.ConvertAll(c.Ts(0, "tensors"), tensor => function(tensor));
}
