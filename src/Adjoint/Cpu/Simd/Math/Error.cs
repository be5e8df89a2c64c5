using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Simd;

internal static partial class LaneMath
{
    [MethodImpl(Inline)]
    public static V Erf<V>(V x) where V : struct, ILanes<V> =>
        V.IsSingle ? ErfSingle(x) : V.IsDouble ? ErfDouble(x) : throw NotForIntegers();

    [MethodImpl(Inline)]
    public static V Erfc<V>(V x) where V : struct, ILanes<V> =>
        V.IsSingle ? ErfcSingle(x) : V.IsDouble ? ErfcDouble(x) : throw NotForIntegers();

    [MethodImpl(Inline)]
    public static V Erfinv<V>(V x) where V : struct, ILanes<V> =>
        V.IsSingle ? ErfinvSingle(x) : V.IsDouble ? ErfinvDouble(x) : throw NotForIntegers();

    [MethodImpl(Inline)]
    static V ErfSingle<V>(V x) where V : struct, ILanes<V>
    {
        var a = V.Abs(x);
        var z = x * x;
        var p = Horner(z, V.Of(7.88909935e-05), -0.000802083578, 0.00518953486);
        p = Horner(z, p, -0.0268544445, 0.112836002, -0.376126271, 0.128379166);
        var small = V.MultiplyAdd(x, p, x);

        // From 1 on, erfc(a) = exp(-q(a)); from 4 on it is nothing beside 1.
        var t = V.Clamp(a, V.One, V.Of(4));
        var q = Horner(t, V.Of(-0.000185571025), 0.00293958386, -0.02180525);
        q = Horner(t, q, 0.103037281, 0.638225716, 1.12704005, 0.000353708539);
        var y = ExpParts(-q, out var n);
        var large = V.MultiplyAdd(-y, PowerOfTwo(n), V.One);
        return V.Select(V.Less(a, V.One), small, CopySign(large, x));
    }

    // From 1/2 on exp(-x²) times what the polynomial gives; the square as a pair, since its rounding error would count.
    [MethodImpl(Whole)]
    static V ErfcSingle<V>(V x) where V : struct, ILanes<V>
    {
        var a = V.Clamp(V.Abs(x), V.Of(0.5), V.Of(10.2));
        var t = (a - V.Of(4)) / (a + V.Of(4));
        var p = Horner(t, V.Of(7.59413575e-05), 0.00541952019, -0.0165176718);
        p = Horner(t, p, 0.0369487017, -0.0662916794, 0.0937706079, -0.101040452);
        p = Horner(t, p, 0.0680946357, 0.0153796539, -0.139621074, 1.23299512);
        var square = Pair<V>.Product(a, a);
        var y = ExpParts(-square.High, out var n);
        y = Scale(V.MultiplyAdd(-square.Low, y, y) * p / V.MultiplyAdd(a, V.Of(2), V.One), n);
        y = V.Select(V.Less(x, V.Zero), V.Of(2) - y, y);
        return V.Select(V.Less(V.Abs(x), V.Of(0.5)), V.One - ErfSingle(x), y);
    }

    // x p(w), w = -log(1 - x²); beyond w = 5 x q(√w).
    [MethodImpl(Whole)]
    static V ErfinvSingle<V>(V x) where V : struct, ILanes<V>
    {
        var a = V.Abs(x);
        var w = -LogSingle((V.One - a) * (V.One + a));
        var v = w - V.Of(2.5);
        var p = Horner(v, V.Of(4.04618308e-10), -8.74879283e-09, 1.69628803e-08);
        p = Horner(v, p, 4.65554766e-07, -3.42877174e-06, -4.96033424e-06, 0.0002182697);
        p = Horner(v, p, -0.00125274739, -0.00417732942, 0.246640289, 1.50140935);
        var r = V.Sqrt(w) - V.Of(3);
        var q = Horner(r, V.Of(-2.56049614e-06), -2.65139476e-05, 0.000165186262, -0.000282647709);
        q = Horner(r, q, -0.000123398397, 0.00147823425, -0.0035658843, 0.00568693215);
        q = Horner(r, q, -0.00764296565, 0.00944536659, 1.00167525, 2.8329768);
        var y = x * V.Select(V.Less(w, V.Of(5)), p, q);
        return V.Select(V.Equal(a, V.One), CopySign(Infinity<V>(), x), y);
    }

    // For |x| up to 1.
    [MethodImpl(Inline)]
    static V ErfSmall<V>(V x) where V : struct, ILanes<V>
    {
        var z = x * x;
        var p = Horner(z, V.Of(-7.801188874097751e-10), 1.3722976265924504e-08, -1.6209175911748696e-07, 1.6447517677871873e-06);
        p = Horner(z, p, -1.4924744663335489e-05, 0.00012055295320494294, -0.0008548325989696758, 0.005223977607423468);
        p = Horner(z, p, -0.02686617064327622, 0.11283791670945253, -0.3761263890318355, 0.12837916709551256);
        return V.MultiplyAdd(x, p, x);
    }

    [MethodImpl(Whole)]
    static V ErfDouble<V>(V x) where V : struct, ILanes<V>
    {
        var a = V.Abs(x);
        var isLarge = V.LessOrEqual(V.One, a);
        var y = ErfSmall(x);
        if (!V.Any(isLarge)) return y;
        var large = V.One - ErfcPositive(V.Clamp(a, V.One, V.Of(7)));
        return V.Select(isLarge, CopySign(large, x), y);
    }

    [MethodImpl(Whole)]
    static V ErfcDouble<V>(V x) where V : struct, ILanes<V>
    {
        var y = ErfcPositive(V.Clamp(V.Abs(x), V.Of(0.5), V.Of(28)));
        y = V.Select(V.Less(x, V.Zero), V.Of(2) - y, y);
        return V.Select(V.Less(V.Abs(x), V.Of(0.5)), V.One - ErfSmall(x), y);
    }

    // erfc(x) for x from 1/2 to 28.
    [MethodImpl(Inline)]
    static V ErfcPositive<V>(V x) where V : struct, ILanes<V>
    {
        var square = Pair<V>.Product(x, x);
        var y = ExpParts(-square.High, -square.Low, out var n);
        return Scale(y * ScaledErfc(x), n);
    }

    // exp(x²)·erfc(x)
    [MethodImpl(Inline)]
    static V ScaledErfc<V>(V x) where V : struct, ILanes<V>
    {
        var t = (x - V.Of(4)) / (x + V.Of(4));
        var p = Horner(t, V.Of(1.8793241808334805e-09), -9.691952319606453e-09, -1.8117554738106407e-08);
        p = Horner(t, p, 1.0337343503775e-07, 7.501388963468468e-08, -8.196554452565094e-07, 2.9343060490000164e-07);
        p = Horner(t, p, 5.706598123844804e-06, -1.1221810869611258e-05, -2.4398101909803776e-05, 0.00015062159925255316);
        p = Horner(t, p, -0.0001992569534173646, -0.0007577732720082845, 0.005031970016500289, -0.016197734060016556);
        p = Horner(t, p, 0.037167515534005734, -0.06633036581204252, 0.0937328349985225, -0.10103906603631156);
        p = Horner(t, p, 0.06809705425468875, 0.015379652102619861, -0.1396211168405625, 1.2329951186255526);
        return p / V.MultiplyAdd(x, V.Of(2), V.One);
    }

    [MethodImpl(Whole)]
    static V ErfinvDouble<V>(V x) where V : struct, ILanes<V>
    {
        var a = V.Abs(x);
        var w = -LogWhole((V.One - a) * (V.One + a));
        var y = ErfinvMiddle(x, w);
        var isTail = V.Less(V.Of(ErfinvEnd), w);
        if (V.Any(isTail)) y = V.Select(isTail, CopySign(ErfinvTail(a, w), x), y);
        return V.Select(V.Equal(a, V.One), CopySign(Infinity<V>(), x), y);
    }

    // Up to here, of w = -log(1 - x²), the polynomial is exact.
    const double ErfinvEnd = 5;

    [MethodImpl(Inline)]
    static V ErfinvMiddle<V>(V x, V w) where V : struct, ILanes<V>
    {
        var v = w - V.Of(2.5);
        var p = Horner(v, V.Of(1.7456376022726845e-19), 2.543622744593146e-18);
        p = Horner(v, p, -2.6975589934637187e-17, -1.0155035301547534e-16, 1.898798578449267e-15, -3.1748244224354347e-15);
        p = Horner(v, p, -7.614300268014438e-14, 5.3716145076639e-13, 9.116448916376632e-13, -3.110788598779193e-11);
        p = Horner(v, p, 1.1960674739858332e-10, 9.073145808533314e-10, -1.0861168477319574e-08, 1.341678915207717e-08);
        p = Horner(v, p, 4.787252179931635e-07, -3.4166195851896984e-06, -4.99607959851414e-06, 0.00021825026433951931);
        p = Horner(v, p, -0.0012527079078111297, -0.004177317724382917, 0.246640276744167, 1.501409351110792);
        return x * p;
    }

    // An approximation, and one step of Halley's method from it.
    [MethodImpl(Whole)]
    static V ErfinvTail<V>(V x, V w) where V : struct, ILanes<V>
    {
        var root = V.Sqrt(w);
        var u = V.One / root;
        var p = Horner(u, V.Of(17.179553066141207), -32.9775120773311, 23.48116541354894, -6.107535642964307, -1.9091741068723556);
        p = Horner(u, p, 2.511328479000801, -0.9500332363595748, -0.045057771884241364, 1.0007879590589983);
        var y = V.Clamp(root * p, V.One, V.Of(7));
        var square = Pair<V>.Product(y, y);
        var e = ExpParts(-square.High, -square.Low, out var n) * PowerOfTwo(n);
        var step = (ScaledErfc(y) - (V.One - x) / e) * V.Of(0.886226925452758);
        return y + step / V.MultiplyAdd(-y, step, V.One);
    }
}
