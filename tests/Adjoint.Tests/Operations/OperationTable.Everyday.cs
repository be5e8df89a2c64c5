namespace Adjoint.Tests.Operations;

internal static partial class OperationTable
{
    static IEnumerable<Operation> Everyday => [.. EverydayFunctions, .. EverydayLayouts, .. SpecialFunctions];

    static IEnumerable<Operation> EverydayFunctions =>
    [
        Binary("Heaviside", (a, b) => a.Heaviside(b), (a, b) => a == 0 ? b : a > 0 ? 1 : 0, [-2, -0.5, 0.3, 2], Anywhere) with { Integers = Integers.Kept },
        Binary("Hypot", Tensor.Hypot, double.Hypot, Anywhere, Anywhere) with { Integers = Integers.Float },
        Binary("LogAddExp", Tensor.LogAddExp, (a, b) => Math.Log(Math.Exp(a) + Math.Exp(b)), Anywhere, Anywhere) with { Integers = Integers.Float },
        Binary("LogAddExp2", Tensor.LogAddExp2, (a, b) => Math.Log2(Math.Pow(2, a) + Math.Pow(2, b)), Anywhere, Anywhere) with { Integers = Integers.Float },
        Binary("XLogY", Tensor.XLogY, (a, b) => a == 0 ? 0 : a * Math.Log(b), Anywhere, Positive) with { Integers = Integers.Float, Slack = 16 },
        Unary("Sinc", x => x.Sinc(), x => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x), [.. Anywhere, 0, 1e-3, 0.2, 0.25]) with { Slack = 32 },
        Binary("Fmax", Tensor.Fmax, Math.Max, [-2, -0.5, 0.5, 2], [-1, 0, 1]) with { Integers = Integers.Kept },
        Binary("Fmin", Tensor.Fmin, Math.Min, [-2, -0.5, 0.5, 2], [-1, 0, 1]) with { Integers = Integers.Kept },
        Binary("CopySign", (a, b) => a.CopySign(b), Math.CopySign, Anywhere, [-2, -0.5, 0.5, 2]) with { Integers = Integers.Float },
        Unary("Deg2Rad", x => x.Deg2Rad(), x => x * Math.PI / 180, Anywhere) with { Integers = Integers.Float },
        Unary("Rad2Deg", x => x.Rad2Deg(), x => x / Math.PI * 180, Anywhere) with { Integers = Integers.Float },
        Binary("FloatPower", (a, b) => a.FloatPower(b).To(a.DType), Math.Pow, [0.2, 0.9, 1, 1.5, 3], [-2, -0.5, 0, 0.5, 1, 2]) with { Slack = 64 },
        Binary("Ldexp", (a, b) => a.Ldexp(b), (a, b) => a * Math.Pow(2, b), Anywhere, Anywhere) with { Integers = Integers.Float, Slack = 32 },
        Unary("Frexp", x => x.Frexp().Mantissa, x => x / Math.ScaleB(1, Math.ILogB(x) + 1), -2.7, -1.2, -0.4, 0.3, 0.8, 1.1, 1.6, 3.1),
        Binary("NextAfter", (a, b) => a.NextAfter(b), (a, b) => a < b ? Math.BitIncrement(a) : Math.BitDecrement(a), Anywhere, [-4, 4])
            with { Order = 0, Halves = false, Tolerance = 0 },
        Binary(
            "Gcd", (a, b) => Tensor.Gcd(a.Long(), b.Long()), (a, b) => (double)System.Numerics.BigInteger.GreatestCommonDivisor((long)a, (long)b),
            [-12, -6, 0, 4, 18], [-8, 0, 9, 12])
            with { Order = 0, Integers = Integers.Wide },
        Binary("Lcm", (a, b) => Tensor.Lcm(a.Long(), b.Long()),
            (a, b) => a * b == 0 ? 0 : Math.Abs(a * b) / (double)System.Numerics.BigInteger.GreatestCommonDivisor((long)a, (long)b), [-12, -6, 0, 4, 7],
            [-8, 0, 9, 12]) with { Order = 0, Integers = Integers.Wide },
        Unary("Positive", x => x.Positive(), x => x, Anywhere) with { Integers = Integers.Kept, IsView = true },
        Binary("Rsub", (a, b) => a.Rsub(b), (a, b) => b - a, Anywhere, Anywhere) with { Integers = Integers.Kept },
        Binary("Rsub alpha", (a, b) => a.Rsub(b, 3), (a, b) => b - 3 * a, Anywhere, Anywhere) with { Integers = Integers.Kept },
        Unary("IsReal", x => x.IsReal(), _ => 1, Anywhere) with { Order = 0, Integers = Integers.Kept },
        Unary("Real", x => x.Real(), x => x, Anywhere) with { Integers = Integers.Kept, IsView = true },
        Unary("Conj", x => x.Conj(), x => x, Anywhere) with { Integers = Integers.Kept, IsView = true },
        Unary("ConjPhysical", x => x.ConjPhysical(), x => x, Anywhere) with { Integers = Integers.Kept, IsView = true },
        Unary("ResolveConj", x => x.ResolveConj(), x => x, Anywhere) with { Integers = Integers.Kept, IsView = true },
        Unary("Sgn", x => x.Sgn(), x => Math.Sign(x), Anywhere) with { Integers = Integers.Kept },
        Unary("Angle", x => x.Angle(), x => x < 0 ? Math.PI : 0, Anywhere) with { Integers = Integers.Float },
        Unary("SignBit", x => x.SignBit(), x => double.IsNegative(x) ? 1 : 0, [.. Anywhere, 0.0]) with { Order = 0, Integers = Integers.Kept },
        Unary("Clip", x => x.Clip(-1, 2), x => Math.Clamp(x, -1, 2), Anywhere) with { Integers = Integers.Kept },
    ];

    static IEnumerable<Operation> EverydayLayouts =>
    [
        View("AtLeast1d", x => x.AtLeast1d(), [], [3], [2, 0]),
        View("AtLeast2d", x => x.AtLeast2d(), [], [3], [2, 3], [0]),
        View("AtLeast3d", x => x.AtLeast3d(), [], [3], [2, 3], [2, 3, 2]),
        Copy("RowStack", x => Tensor.RowStack(x, x), [2, 3], [3], []),
        Copy("ColumnStack", x => Tensor.ColumnStack(x, 2 * x), [2, 3], [3], [], [2, 0]),
        View("TensorSplit", x => x.TensorSplit(3)[1], [5, 2], [2], [0, 3]),
        View("TensorSplit indices", x => x.TensorSplit([1, -1], dim: -1)[1], [2, 4], [3]),
        Copy("TensorSplit out of order", x => x.TensorSplit([3, 1, 9]) is var p ? Tensor.Cat([2 * p[0], p[1], p[2], p[3]]) : x, [5, 2], [2]),
        View("TensorSplit tensor", x => x.TensorSplit(Tensor.From(new[] { 1, 2 }))[2], [4, 2], [3]),
        View("HSplit", x => x.HSplit(2)[1], [2, 4], [4]),
        View("HSplit indices", x => x.HSplit([1, 3])[1], [2, 4], [4]),
        View("VSplit", x => x.VSplit(2)[0], [4, 2]),
        View("VSplit indices", x => x.VSplit([1])[1], [4, 2]),
        View("DSplit", x => x.DSplit(2)[1], [2, 1, 4]),
        View("DSplit indices", x => x.DSplit([3])[0], [2, 1, 4]),
        Copy("NarrowCopy", x => x.NarrowCopy(1, 1, 2), [2, 4], [0, 3]),
        View("SumToSize", x => x.SumToSize(2, 1), [2, 3], [4, 2, 3], [2, 1]) with { Integers = Integers.Untested },
        Copy("SliceScatter", x => x.SliceScatter(3 * x.Narrow(0, 0, 2), 0, 0, 4, 2), [4, 2], [3], [4, 0]),
        Copy("SliceScatter of nothing", x => x.SliceScatter(x.Narrow(-1, 0, 0), -1, 3, 1), [4, 2], [3]),
        Copy("SelectScatter", x => x.SelectScatter(3 * x.Select(1, 0), 1, -1), [2, 3], [2, 3, 2], [0, 2]),
        Copy("DiagonalScatter", x => x.DiagonalScatter(3 * x.Diagonal(-1), 1), [3, 3], [2, 2]),
        Copy("BlockDiag", x => Tensor.BlockDiag(x, 2 * x, x[..1]), [2, 3], [3], [1, 1], [2, 0]),
        Copy("Diagflat", x => x.Diagflat(-1), [2, 2], [3], []),
        Copy("Fliplr", x => x.Fliplr(), [2, 3], [2, 3, 2]),
        Copy("Flipud", x => x.Flipud(), [2, 3], [3]),
        View("Swapdims", x => x.Swapdims(0, -1), [2, 3, 4], [3]),
        View("Ravel", x => x.Ravel(), [2, 3], [], [0, 2]),
        new("UnravelIndex", inputs => Tensor.Stack(Tensor.UnravelIndex(inputs[0], [2, 3, 4])), d => [d.Indices([5, 2], 24)], d => [d.Indices([], 24)],
            d => [d.Indices([0], 24)])
        {
            Order = 0,
            Reference = inputs => [.. new[] { 12, 4, 1 }.SelectMany(
                (width, i) => inputs[0].ToArray<long>().Select(index => (double)(index / width % new[] { 2, 3, 4 }[i])))],
        },
    ];

    static Tensor Long(this Tensor x) => x.To(DType.Int64);
}
