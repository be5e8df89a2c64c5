namespace Adjoint.Tests.Operations;

internal static partial class OperationTable
{
    static double[] Anywhere => [-2.7, -1.2, -0.4, -0.05, 0.05, 0.3, 0.8, 1, 1.6, 3.1];
    static double[] Positive => [0.05, 0.3, 0.8, 1, 1.6, 3.1, 7];
    static double[] Inside => [-0.95, -0.6, -0.2, -0.01, 0.02, 0.3, 0.7, 0.9];
    static double[] Whole => [-7, -3, -2, -1, 1, 2, 3, 5];

    static IEnumerable<Operation> Elementwise =>
    [
        .. Arithmetic,
        .. PowersAndLogarithms,
        .. Circular,
        .. Special,
        .. Rounding,
        .. Questions,
        .. Bits,
    ];

    static IEnumerable<Operation> Arithmetic =>
    [
        Binary("Add", (a, b) => a + b, (a, b) => a + b, Anywhere, Anywhere) with { Integers = Integers.Kept },
        Unary("Add number", x => x + 2, x => x + 2, Anywhere) with { Integers = Integers.Kept },
        Binary("Add alpha", (a, b) => a.Add(b, 3), (a, b) => a + 3 * b, Anywhere, Anywhere) with { Integers = Integers.Kept },
        Unary("Add alpha number", x => x.Add(2, 0.5), x => x + 1, Anywhere) with { Integers = Integers.Untested },
        Binary("Sub", (a, b) => a - b, (a, b) => a - b, Anywhere, Anywhere) with { Integers = Integers.Kept },
        Unary("Sub from number", x => 2 - x, x => 2 - x, Anywhere) with { Integers = Integers.Kept },
        Binary("Sub alpha", (a, b) => a.Sub(b, 3), (a, b) => a - 3 * b, Anywhere, Anywhere) with { Integers = Integers.Kept },
        Binary("Mul", (a, b) => a * b, (a, b) => a * b, Anywhere, Anywhere) with { Integers = Integers.Kept },
        Unary("Mul number", x => 0.1 * x, x => 0.1 * x, Anywhere) with { Integers = Integers.Float },
        Binary("Div", (a, b) => a / b, (a, b) => a / b, Anywhere, [-2.5, -0.8, -0.3, 0.2, 1, 3]) with { Integers = Integers.Float },
        Unary("Div by number", x => x / 3, x => x / 3, Anywhere) with { Integers = Integers.Float },
        Unary("Div number", x => 3 / x, x => 3 / x, [-2.5, -0.8, -0.3, 0.2, 1, 3]) with { Integers = Integers.Float, Slack = 16 },
        Binary("Div trunc", (a, b) => a.Div(b, RoundingMode.Trunc), (a, b) => Math.Truncate(a / b), [-7.3, -1.8, 0.4, 5.2], [-2, 1, 4])
            with { Integers = Integers.Kept },
        Binary("FloorDivide", (a, b) => a.FloorDivide(b), (a, b) => Math.Floor(a / b), [-7.3, -1.8, 0.4, 5.2], [-2, 1, 4]) with { Integers = Integers.Kept },
        Unary("FloorDivide number", x => x.FloorDivide(2), x => Math.Floor(x / 2), Anywhere) with { Integers = Integers.Kept },
        Binary("Remainder", (a, b) => a % b, (a, b) => a - b * Math.Floor(a / b), [-7.3, -1.8, 0.4, 5.2], [-2, 1, 4])
            with { Integers = Integers.Kept, Slack = 32 },
        Unary("Remainder number", x => x % -2, x => x - -2 * Math.Floor(x / -2), Anywhere) with { Integers = Integers.Kept },
        Unary("Remainder of number", x => 7 % x, x => 7 - x * Math.Floor(7 / x), [-4, -3, 1.9, 3.1, 5]) with { Integers = Integers.Kept, Slack = 16 },
        Binary("Fmod", (a, b) => a.Fmod(b), (a, b) => a % b, [-7.3, -1.8, 0.4, 5.2], [-2, 1, 4]) with { Integers = Integers.Kept, Slack = 32 },
        Unary("Neg", x => -x, x => -x, Anywhere) with { Integers = Integers.Kept },
        Unary("Abs", x => x.Abs(), Math.Abs, Anywhere) with { Integers = Integers.Kept },
        Unary("Sign", x => x.Sign(), x => Math.Sign(x), Anywhere) with { Integers = Integers.Kept },
        Unary("Reciprocal", x => x.Reciprocal(), x => 1 / x, [-2.5, -0.8, -0.3, 0.2, 1, 3]) with { Integers = Integers.Float, Slack = 16 },
        Binary("Maximum", Tensor.Maximum, Math.Max, [-2, -0.5, 0.5, 2], [-1, 0, 1]) with { Integers = Integers.Kept },
        Unary("Maximum number", x => x.Maximum(0.5), x => Math.Max(x, 0.5), Anywhere) with { Integers = Integers.Float },
        Binary("Minimum", Tensor.Minimum, Math.Min, [-2, -0.5, 0.5, 2], [-1, 0, 1]) with { Integers = Integers.Kept },
        Unary("Clamp", x => x.Clamp(-1, 2), x => Math.Clamp(x, -1, 2), Anywhere) with { Integers = Integers.Kept },
        Ternary("Clamp tensors", (x, min, max) => x.Clamp(min, max), (x, min, max) => Math.Min(Math.Max(x, min), max), [-2, -0.5, 0.5, 2], [-1.1, 0.1],
            [-0.2, 1.2]) with { Integers = Integers.Kept },
        Binary("ClampMin", (x, min) => x.ClampMin(min), Math.Max, [-2, -0.5, 0.5, 2], [-1, 0, 1]) with { Integers = Integers.Kept },
        Unary("ClampMin number", x => x.Clamp(min: 0.5), x => Math.Max(x, 0.5), Anywhere),
        Binary("ClampMax", (x, max) => x.ClampMax(max), Math.Min, [-2, -0.5, 0.5, 2], [-1, 0, 1]) with { Integers = Integers.Kept },
        Ternary("Lerp", (x, end, w) => x.Lerp(end, w), (x, end, w) => x + w * (end - x), Anywhere, Anywhere, [-1, 0, 0.3, 0.49, 0.51, 1, 2]),
        Binary("Lerp number", (x, end) => x.Lerp(end, 0.1), (x, end) => x + 0.1 * (end - x), Anywhere, Anywhere),
        Ternary("AddCMul", (x, a, b) => x.AddCMul(a, b), (x, a, b) => x + a * b, Anywhere, Anywhere, Anywhere) with { Integers = Integers.Kept, Slack = 16 },
        Ternary("AddCMul value", (x, a, b) => x.AddCMul(a, b, -3), (x, a, b) => x - 3 * a * b, Anywhere, Anywhere, Anywhere)
            with { Integers = Integers.Kept, Slack = 32 },
        Ternary("AddCDiv value", (x, a, b) => x.AddCDiv(a, b, 0.1), (x, a, b) => x + 0.1 * a / b, Anywhere, Anywhere, [-2.5, -0.8, 0.7, 3]) with { Slack = 16 },
        Ternary("Where", (c, a, b) => Tensor.Where(c.Detach().Gt(0), a, b), (c, a, b) => c > 0 ? a : b, [-1, 1], Anywhere, Anywhere)
            with { Integers = Integers.Kept },
        Unary("Where number", x => Tensor.Where(x.Detach().Gt(0.1), x * x, 0.1), x => x > 0.1 ? x * x : 0.1, Anywhere),
    ];

    static IEnumerable<Operation> PowersAndLogarithms =>
    [
        Binary("Pow", (a, b) => a.Pow(b), Math.Pow, [0.2, 0.9, 1, 1.5, 3], [-2, -0.5, 0, 0.5, 1, 2, 3.3]) with { Slack = 64 },
        Binary("Pow integers", (a, b) => a.Pow(b), Math.Pow, [1, 2, 3, 4], [0, 1, 2, 3]) with { Integers = Integers.Kept, Slack = 64 },
        .. new[] { -2, -1, -0.5, 0, 0.5, 1, 1.7, 2, 3, 4 }.Select(exponent =>
            Unary($"Pow {exponent}", x => x.Pow(exponent), x => Math.Pow(x, exponent), 0.2, 0.7, 1, 1.5, 3.2) with { Slack = 64 }),
        Unary("Pow negative base", x => x.Pow(3), x => x * x * x, Anywhere) with { Integers = Integers.Kept, Slack = 16 },
        Unary("Pow of number", x => Tensor.Pow(0.1, x), x => Math.Pow(0.1, x), -2, -0.5, 0, 0.5, 1, 2, 3.3) with { Integers = Integers.Float, Slack = 512 },
        Unary("Square", x => x.Square(), x => x * x, Anywhere) with { Integers = Integers.Kept, Slack = 8 },
        Unary("Sqrt", x => x.Sqrt(), Math.Sqrt, Positive) with { Integers = Integers.Float, Slack = 8 },
        Unary("Rsqrt", x => x.Rsqrt(), x => 1 / Math.Sqrt(x), Positive) with { Integers = Integers.Float, Slack = 16 },
        Unary("Exp", x => x.Exp(), Math.Exp, Anywhere) with { Integers = Integers.Float },
        Unary("Exp2", x => x.Exp2(), x => Math.Pow(2, x), Anywhere) with { Integers = Integers.Float },
        Unary("Expm1", x => x.Expm1(), Reference.Expm1, [.. Anywhere, 1e-7, -1e-7]) with { Integers = Integers.Float },
        Unary("Log", x => x.Log(), Math.Log, Positive) with { Integers = Integers.Float },
        Unary("Log2", x => x.Log2(), Math.Log2, Positive) with { Integers = Integers.Float },
        Unary("Log10", x => x.Log10(), Math.Log10, Positive) with { Integers = Integers.Float },
        Unary("Log1p", x => x.Log1p(), Reference.Log1p, [.. Positive, -0.9, -0.4, 1e-7, -1e-7]) with { Integers = Integers.Float },
        Unary("Sigmoid", x => x.Sigmoid(), x => 1 / (1 + Math.Exp(-x)), Anywhere) with { Integers = Integers.Float },
        Unary("Logit", x => x.Logit(), x => Math.Log(x / (1 - x)), 0.05, 0.3, 0.5, 0.7, 0.9) with { Slack = 64 },
        Unary("Logit eps", x => x.Logit(0.2), x => { x = Math.Clamp(x, 0.2, 0.8); return Math.Log(x / (1 - x)); }, -1, 0.05, 0.3, 0.5, 0.7, 0.9, 2)
            with { Slack = 16 },
    ];

    static IEnumerable<Operation> Circular =>
    [
        Unary("Sin", x => x.Sin(), Math.Sin, Anywhere) with { Integers = Integers.Float },
        Unary("Cos", x => x.Cos(), Math.Cos, Anywhere) with { Integers = Integers.Float },
        Unary("Tan", x => x.Tan(), Math.Tan, -4, -1.2, -0.4, 0, 0.3, 1.3, 2) with { Integers = Integers.Float, Slack = 64 },
        Unary("Asin", x => x.Asin(), Math.Asin, Inside) with { Integers = Integers.Float, Slack = 16, Tolerance = 2e-12 },
        Unary("Acos", x => x.Acos(), Math.Acos, Inside) with { Integers = Integers.Float, Slack = 16 },
        Unary("Atan", x => x.Atan(), Math.Atan, Anywhere) with { Integers = Integers.Float },
        Binary("Atan2", Tensor.Atan2, Math.Atan2, Anywhere, Anywhere) with { Integers = Integers.Float, Slack = 16 },
        Unary("Atan2 number", x => x.Atan2(-2.0), x => Math.Atan2(x, -2), Anywhere),
        Unary("Sinh", x => x.Sinh(), Math.Sinh, Anywhere) with { Integers = Integers.Float },
        Unary("Cosh", x => x.Cosh(), Math.Cosh, Anywhere) with { Integers = Integers.Float },
        Unary("Tanh", x => x.Tanh(), Math.Tanh, Anywhere) with { Integers = Integers.Float },
        Unary("Asinh", x => x.Asinh(), Math.Asinh, Anywhere) with { Integers = Integers.Float },
        Unary("Acosh", x => x.Acosh(), Math.Acosh, 1.1, 1.5, 2, 5) with { Integers = Integers.Float, Slack = 64 },
        Unary("Atanh", x => x.Atanh(), Math.Atanh, Inside) with { Integers = Integers.Float, Slack = 64 },
    ];

    static IEnumerable<Operation> Special =>
    [
        Unary("Erf", x => x.Erf(), Reference.Erf, Anywhere) with { Integers = Integers.Float },
        Unary("Erfc", x => x.Erfc(), x => 1 - Reference.Erf(x), Anywhere) with { Integers = Integers.Float },
        Unary("Erfinv", x => x.Erfinv(), Reference.Erfinv, Inside) with { Slack = 64 },
        Unary("Lgamma", x => x.Lgamma(), x => Reference.Lgamma(x), [.. Positive, -0.4, -1.7, -2.3]) with { Integers = Integers.Float, Slack = 256 },
        Unary("Digamma", x => x.Digamma(), x => Reference.Polygamma(0, x), [.. Positive, -0.4, -1.7, -2.3]) with { Integers = Integers.Float, Slack = 1024 },
        Unary("Polygamma 1", x => x.Polygamma(1), x => Reference.Polygamma(1, x), Positive) with { Integers = Integers.Float, Slack = 1024 },
        Unary("Polygamma 3", x => x.Polygamma(3), x => Reference.Polygamma(3, x), 0.3, 0.8, 1, 1.6, 3.1, 7)
            with { Integers = Integers.Float, Slack = 1024, Halves = false },
    ];

    static IEnumerable<Operation> Rounding =>
    [
        Unary("Floor", x => x.Floor(), Math.Floor, -2.5, -1.1, -0.3, 0.4, 1.5, 2.7) with { Integers = Integers.Kept },
        Unary("Ceil", x => x.Ceil(), Math.Ceiling, -2.5, -1.1, -0.3, 0.4, 1.5, 2.7) with { Integers = Integers.Kept },
        Unary("Round", x => x.Round(), Math.Round, -2.6, -1.1, -0.3, 0.4, 1.6, 2.7) with { Integers = Integers.Kept },
        Unary("Round decimals", x => x.Round(1), x => Math.Round(x, 1), -2.63, -1.18, -0.31, 0.44, 1.57, 2.72) with { Halves = false },
        Unary("Round tens", x => x.Round(-1), x => 10 * Math.Round(x / 10), -26, -11, -3, 4, 16, 27),
        Unary("Trunc", x => x.Trunc(), Math.Truncate, -2.5, -1.1, -0.3, 0.4, 1.5, 2.7) with { Integers = Integers.Kept },
        Unary("Frac", x => x.Frac(), x => x - Math.Truncate(x), -2.5, -1.1, -0.3, 0.4, 1.5, 2.7),
        Unary("NanToNum", x => x.NanToNum(), x => x, Anywhere) with { Integers = Integers.Kept },
    ];

    static IEnumerable<Operation> Questions =>
    [
        Question("Eq", (a, b) => a.Eq(b), (a, b) => a == b),
        Question("Ne", (a, b) => a.Ne(b), (a, b) => a != b),
        Question("Lt", (a, b) => a < b, (a, b) => a < b),
        Question("Le", (a, b) => a <= b, (a, b) => a <= b),
        Question("Gt", (a, b) => a > b, (a, b) => a > b),
        Question("Ge", (a, b) => a >= b, (a, b) => a >= b),
        Question("Lt number", (a, b) => 1 < a, (a, b) => 1 < a),
        Question("Ge number", (a, b) => a >= 1, (a, b) => a >= 1),
        Question("LogicalAnd", Tensor.LogicalAnd, (a, b) => a != 0 && b != 0),
        Question("LogicalOr", Tensor.LogicalOr, (a, b) => a != 0 || b != 0),
        Question("LogicalXor", Tensor.LogicalXor, (a, b) => a != 0 ^ b != 0),
        Question("LogicalNot", (a, b) => a.LogicalNot(), (a, b) => a == 0),
        Question("IsNaN", (a, b) => a.IsNaN(), (a, b) => false),
        Question("IsInf", (a, b) => a.IsInf(), (a, b) => false),
        Question("IsPosInf", (a, b) => a.IsPosInf(), (a, b) => false),
        Question("IsNegInf", (a, b) => a.IsNegInf(), (a, b) => false),
        Question("IsFinite", (a, b) => a.IsFinite(), (a, b) => true),
        Question("IsClose", (a, b) => Tensor.IsClose(a, b, rtol: 0.5, atol: 0.6), (a, b) => Math.Abs(a - b) <= 0.6 + 0.5 * Math.Abs(b)),
    ];

    static IEnumerable<Operation> Bits =>
    [
        OfBits("BitwiseAnd", (a, b) => a & b, (a, b) => a & b),
        OfBits("BitwiseOr", (a, b) => a | b, (a, b) => a | b),
        OfBits("BitwiseXor", (a, b) => a ^ b, (a, b) => a ^ b),
        OfBits("BitwiseNot", (a, b) => ~(a + 0 * b), (a, b) => ~a),
        OfBits("BitwiseLeftShift", (a, b) => a << (b & 3), (a, b) => a << (int)(b & 3)),
        OfBits("BitwiseRightShift", (a, b) => a >> (b & 3), (a, b) => a >> (int)(b & 3)),
    ];

    /// <summary>An operation on one tensor, element by element, on the given points in tensors of many shapes.</summary>
    static Operation Unary(string name, Func<Tensor, Tensor> call, Func<double, double> reference, params double[] points) =>
        new(name, inputs => call(inputs[0]),
            d => [d.Pick([77], points)],
            d => [d.Pick([2, 3], points)],
            d => [d.Pick([], points)],
            d => [d.Pick([0], points)],
            d => [d.Pick([2, 0, 3], points)])
        {
            Reference = Each(x => reference(x[0])),
        };

    /// <summary>An operation on two tensors that broadcast.</summary>
    static Operation Binary(string name, Func<Tensor, Tensor, Tensor> call, Func<double, double, double> reference, double[] left, double[] right) =>
        new(name, inputs => call(inputs[0], inputs[1]),
            d => [d.Pick([77], left), d.Pick([77], right)],
            d => [d.Pick([3, 1], left), d.Pick([2, 1, 4], right)],
            d => [d.Pick([2, 3], left), d.Pick([], right)],
            d => [d.Pick([], left), d.Pick([3], right)],
            d => [d.Pick([], left), d.Pick([], right)],
            d => [d.Pick([2, 0], left), d.Pick([1, 1], right)])
        {
            Reference = Each(x => reference(x[0], x[1])),
        };

    /// <summary>An operation on three tensors that broadcast.</summary>
    static Operation Ternary(
        string name, Func<Tensor, Tensor, Tensor, Tensor> call, Func<double, double, double, double> reference, double[] first,
        double[] second, double[] third) =>
        new(name, inputs => call(inputs[0], inputs[1], inputs[2]),
            d => [d.Pick([77], first), d.Pick([77], second), d.Pick([77], third)],
            d => [d.Pick([3, 1], first), d.Pick([2, 1, 4], second), d.Pick([], third)],
            d => [d.Pick([], first), d.Pick([], second), d.Pick([2, 2], third)],
            d => [d.Pick([], first), d.Pick([], second), d.Pick([], third)],
            d => [d.Pick([2, 0], first), d.Pick([1, 1], second), d.Pick([1], third)])
        {
            Reference = Each(x => reference(x[0], x[1], x[2])),
        };

    /// <summary>A question about two tensors that broadcast; it has no derivative.</summary>
    static Operation Question(string name, Func<Tensor, Tensor, Tensor> call, Func<double, double, bool> reference) =>
        Binary(name, (a, b) => call(a + 0 * b, b), (a, b) => reference(a, b) ? 1 : 0, [-2, -1, 0, 1, 2], [-1, 0, 1]) with
        {
            Order = 0,
            Integers = Integers.Kept,
        };

    /// <summary>An operation on the bits of two integer tensors that broadcast.</summary>
    static Operation OfBits(string name, Func<Tensor, Tensor, Tensor> call, Func<long, long, long> reference) =>
        new(name, inputs => call(inputs[0], inputs[1]),
            d => [d.Pick([77], Whole).To(DType.Int64), d.Pick([77], Whole).To(DType.Int64)],
            d => [d.Pick([3, 1], Whole).To(DType.Int16), d.Pick([2, 1, 4], Whole).To(DType.Int16)],
            d => [d.Pick([2, 0], Whole).To(DType.Int8), d.Pick([], Whole).To(DType.Int8)])
        {
            Order = 0,
            Reference = Each(x => reference((long)x[0], (long)x[1])),
        };
}
