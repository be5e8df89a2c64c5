namespace Adjoint.Tests.Operations;

/// <summary>Which types elementwise operations take and give, and what they do with numbers that do not fit.</summary>
public class ElementwiseTypeTests
{
    static readonly Dictionary<string, Func<Tensor, Tensor>> s_calls = new()
    {
        ["-x"] = x => -x,
        ["Abs"] = x => x.Abs(),
        ["Sign"] = x => x.Sign(),
        ["Reciprocal"] = x => x.Reciprocal(),
        ["Square"] = x => x.Square(),
        ["Exp"] = x => x.Exp(),
        ["Sqrt"] = x => x.Sqrt(),
        ["Sin"] = x => x.Sin(),
        ["Sigmoid"] = x => x.Sigmoid(),
        ["Logit"] = x => x.Logit(),
        ["Floor"] = x => x.Floor(),
        ["Ceil"] = x => x.Ceil(),
        ["Round"] = x => x.Round(),
        ["Trunc"] = x => x.Trunc(),
        ["LogicalNot"] = x => x.LogicalNot(),
        ["~x"] = x => ~x,
        ["IsNaN"] = x => x.IsNaN(),
        ["IsInf"] = x => x.IsInf(),
        ["IsFinite"] = x => x.IsFinite(),
        ["IsPosInf"] = x => x.IsPosInf(),
        ["NanToNum"] = x => x.NanToNum(),
        ["Relu"] = x => x.Relu(),
        ["Softsign"] = x => x.Softsign(),
        ["Relu6"] = x => x.Relu6(),
        ["Threshold"] = x => x.Threshold(0, 0),
        ["Clamp(0, 1)"] = x => x.Clamp(0, 1),
        ["Clamp(0.5, 1.5)"] = x => x.Clamp(0.5, 1.5),
        ["ClampMin(0)"] = x => x.ClampMin(0),
        ["x^2"] = x => x.Pow(2),
        ["x^0.5"] = x => x.Pow(0.5),
        ["x^0"] = x => x.Pow(0),
        ["x^-1"] = x => x.Pow(-1),
        ["2^x"] = x => Tensor.Pow(2, x),
        ["x^x"] = x => x.Pow(x),
        ["Polygamma"] = x => x.Polygamma(1),
        ["x + 2 x"] = x => x.Add(x, 2),
        ["x + 0.5 x"] = x => x.Add(x, 0.5),
        ["AddCMul"] = x => x.AddCMul(x, x, 2),
        ["1 - x"] = x => 1 - x,
        ["x + 1"] = x => x + 1,
        ["x + 0.5"] = x => x + 0.5,
        ["x * true"] = x => x * true,
        ["x / 2"] = x => x / 2,
        ["x % 2"] = x => x % 2,
        ["x % 1.5"] = x => x % 1.5,
        ["x.Fmod(2)"] = x => x.Fmod(2),
        ["x.FloorDivide(2)"] = x => x.FloorDivide(2),
        ["x.Div(2, trunc)"] = x => x.Div(2, RoundingMode.Trunc),
        ["x + x"] = x => x + x,
        ["x - x"] = x => x - x,
        ["x * x"] = x => x * x,
        ["x / x"] = x => x / x,
        ["x % x"] = x => x % x,
        ["x.Fmod(x)"] = x => x.Fmod(x),
        ["x.FloorDivide(x)"] = x => x.FloorDivide(x),
        ["x.Div(x, trunc)"] = x => x.Div(x, RoundingMode.Trunc),
        ["Maximum"] = x => x.Maximum(x),
        ["Minimum"] = x => x.Minimum(x),
        ["Atan2"] = x => x.Atan2(x),
        ["x == x"] = x => x.Eq(x),
        ["x < x"] = x => x.Lt(x),
        ["x & x"] = x => x & x,
        ["x | x"] = x => x | x,
        ["x ^ x"] = x => x ^ x,
        ["x << x"] = x => x << x,
        ["x >> x"] = x => x >> x,
        ["x & true"] = x => x & true,
        ["x & 1"] = x => x & 1,
    };

    // As PyTorch: the result for Int64, UInt8, Bool and Float32; a dash where there is none.
    [Theory]
    [InlineData("Int64 UInt8 - Float32", "-x", "Abs", "Floor", "Ceil", "Round", "Trunc", "Relu", "Relu6", "Threshold", "x - x", "1 - x", "x^x")]
    [InlineData("Int64 UInt8 - Float32", "x % x", "x.Fmod(x)", "x.FloorDivide(x)", "x.Div(x, trunc)")]
    [InlineData("Int64 UInt8 Int64 Float32", "Square", "Clamp(0, 1)", "ClampMin(0)", "x^2", "x^0", "2^x", "x + 1", "x % 2", "x.Fmod(2)")]
    [InlineData("Int64 UInt8 Int64 Float32", "x.FloorDivide(2)", "x.Div(2, trunc)")]
    [InlineData("Int64 UInt8 Bool Float32", "Sign", "NanToNum", "x + 2 x", "AddCMul", "x * true", "x + x", "x * x", "Maximum", "Minimum")]
    [InlineData("Float32 Float32 Float32 Float32", "Reciprocal", "Exp", "Sqrt", "Sin", "Sigmoid", "Logit", "Softsign", "Clamp(0.5, 1.5)", "x^0.5")]
    [InlineData("Float32 Float32 Float32 Float32", "Polygamma", "x + 0.5", "x / 2", "x % 1.5", "x / x", "Atan2")]
    [InlineData("Bool Bool Bool Bool", "LogicalNot", "IsNaN", "IsInf", "IsFinite", "IsPosInf", "x == x", "x < x")]
    [InlineData("Int64 UInt8 Bool -", "~x", "x & x", "x | x", "x ^ x", "x & true")]
    [InlineData("Int64 UInt8 Int64 -", "x & 1")]
    [InlineData("Int64 UInt8 - -", "x << x", "x >> x")]
    [InlineData("- - - Float32", "x^-1", "x + 0.5 x")]
    public void TheResultHasPyTorchsType(string expected, params string[] names)
    {
        DType[] types = [DType.Int64, DType.UInt8, DType.Bool, DType.Float32];
        foreach (var name in names)
            Assert.Equal((name, expected), (name, string.Join(' ', types.Select(dtype => Result(name, dtype)))));
    }

    static string Result(string name, DType dtype)
    {
        try
        {
            return s_calls[name](Tensor.Ones([2], dtype)).DType.ToString();
        }
        catch (ArgumentException e)
        {
            Assert.Contains(':', e.Message);
            return "-";
        }
    }

    [Fact]
    public void BoolIsRefusedWithAHint()
    {
        Tensor mask = Tensor.Ones([2], DType.Bool);
        Assert.Contains("~ or LogicalNot()", Assert.Throws<ArgumentException>(() => -mask).Message);
        Assert.Contains("~ or LogicalNot()", Assert.Throws<ArgumentException>(() => 1 - mask).Message);
        Assert.Contains("^", Assert.Throws<ArgumentException>(() => mask - mask).Message);
        Assert.Contains("To(DType.Int64)", Assert.Throws<ArgumentException>(() => mask.Abs()).Message);
        Assert.Throws<ArgumentException>(() => mask -= mask);
    }

    [Fact]
    public void NumbersKeepTheirDigitsInFloat64()
    {
        var x = Tensor.Zeros([2], DType.Float64);
        var mask = Tensor.From([true, false]);
        Assert.Equal([0, 0.1], Tensor.Where(mask, x, 0.1).ToArray<double>());
        Assert.Equal([0.1, 0], Tensor.Where(mask, 0.1, x).ToArray<double>());
        Assert.Equal([0.1, 0.1], x.Clamp(0.1, 0.2).ToArray<double>());
        Assert.Equal([0.1, 0.1], x.Maximum(0.1).ToArray<double>());
        Assert.Equal([0.1, 0.1], x.Lerp(1.0, 0.1).ToArray<double>());
        Assert.Equal([0.1, 0.1], x.Add(1.0, 0.1).ToArray<double>());
        Assert.Equal([0.1, 0.1], (x + 0.1).ToArray<double>());
        Assert.Equal(DType.Float32, Tensor.Where(mask, 0.5, 1).DType);
        Assert.Equal(DType.Int64, Tensor.Where(mask, 2, 1).DType);
    }

    [Fact]
    public void ANumberThatDoesNotFitIsRefusedRatherThanWrapped()
    {
        Tensor x = Tensor.From(new byte[] { 1, 200 });
        Assert.Contains("300 does not fit into UInt8", Assert.Throws<ArgumentException>(() => x + 300).Message);
        Assert.Throws<ArgumentException>(() => x.Clamp(-1, 5));
        Assert.Throws<ArgumentException>(() => x.Hardtanh());
        Assert.Throws<ArgumentException>(() => x.Maximum(1000));
        Assert.Throws<ArgumentException>(() => x += -1);
        Assert.Throws<ArgumentException>(() => Tensor.Where(x.Gt(2), x, 256));
    }

    [Fact]
    public void ComparedWithANumberThatDoesNotFitTheAnswerIsStillRight()
    {
        Tensor x = Tensor.From(new byte[] { 1, 200 });
        Assert.Equal([true, true], (x > -1).ToArray<bool>());
        Assert.Equal([true, true], x.Lt(1000).ToArray<bool>());
        Assert.Equal([false, false], x.Eq(257).ToArray<bool>());
        Assert.Equal([false, true], (1.5 < x).ToArray<bool>());
    }

    [Fact]
    public void IntegersWrapAroundAndAreExactBeyondTheDigitsOfADouble()
    {
        var large = Tensor.From([long.MaxValue]);
        Assert.Equal([long.MinValue], (large + 1).ToArray<long>());
        Assert.Equal([long.MaxValue - 1], (large - 1).ToArray<long>());
        Assert.Equal([0L], (large - long.MaxValue).ToArray<long>());
        Assert.Equal([true], large.Eq(long.MaxValue).ToArray<bool>());
        Assert.Equal([false], large.Eq(long.MaxValue - 1).ToArray<bool>());
        Assert.Equal([long.MaxValue], large.Clamp(0, long.MaxValue).ToArray<long>());
        Assert.Equal([long.MinValue], Tensor.From([long.MinValue]).FloorDivide(-1).ToArray<long>());
        Assert.Equal([0L], (Tensor.From([long.MinValue]) % -1).ToArray<long>());
        Assert.Equal([-128], Tensor.From(new sbyte[] { -128 }).Abs().ToArray<int>());
    }

    [Fact]
    public void IntegersDividedByZeroThrow()
    {
        Tensor x = Tensor.From([7L, -7L]);
        Assert.Throws<DivideByZeroException>(() => x % 0);
        Assert.Throws<DivideByZeroException>(() => x.Fmod(Tensor.ZerosLike(x)));
        Assert.Throws<DivideByZeroException>(() => x.FloorDivide(0));
        Assert.Throws<DivideByZeroException>(() => x.Div(0, RoundingMode.Trunc));
        Assert.Equal([double.PositiveInfinity, double.NegativeInfinity], (x / 0).ToArray<double>());
    }

    [Fact]
    public void IntegerPowersFollowPyTorch()
    {
        Assert.Equal([0L, 1L, -1L, 0L], Tensor.From([2L, 1L, -1L, 0L]).Pow(Tensor.From([-1L, -1L, -1L, -1L])).ToArray<long>());
        Assert.Equal([128L, 0L, 8L], Tensor.Pow(2, Tensor.From([7L, -7L, 3L])).ToArray<long>());
        Assert.Contains("write -1.0", Assert.Throws<ArgumentException>(() => Tensor.From([2L]).Pow(-1)).Message);
    }

    [Fact]
    public void BitsShiftedOutAreLost()
    {
        Tensor x = Tensor.From(new sbyte[] { 1, -100 }), u = Tensor.From(new byte[] { 1, 200 });
        Assert.Equal([-128, 0], (x << 7).ToArray<int>());
        Assert.Equal([0, 0], (x << 8).ToArray<int>());
        Assert.Equal([0, 0], (x << -1).ToArray<int>());
        Assert.Equal([0, -50], (x >> 1).ToArray<int>());
        Assert.Equal([0, -1], (x >> 7).ToArray<int>());
        Assert.Equal([0, -1], (x >> 100).ToArray<int>());
        Assert.Equal([0, -1], (x >> -1).ToArray<int>());
        Assert.Equal([0, 1], (u >> 7).ToArray<int>());
        Assert.Equal([0, 0], (u >> 9).ToArray<int>());
        Assert.Equal([0L, -1L], (Tensor.From([long.MaxValue, long.MinValue]) >> 63).ToArray<long>());
    }

    [Fact]
    public void NanToNumTakesTheLargestNumberOfTheType()
    {
        Tensor x = Tensor.From([double.NaN, double.PositiveInfinity, double.NegativeInfinity]);
        Assert.Equal([0, double.MaxValue, double.MinValue], x.NanToNum().ToArray<double>());
        Assert.Equal([0, float.MaxValue, float.MinValue], x.To(DType.Float32).NanToNum().ToArray<double>());
        Assert.Equal([0, 65504, -65504], x.To(DType.Float16).NanToNum().ToArray<double>());
        Assert.Equal([1, 2, 3], x.NanToNum(1, 2, 3).ToArray<double>());
    }

    [Fact]
    public void QuestionsAboutInfinityAndNaN()
    {
        Tensor x = Tensor.From([double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1], requiresGrad: true);
        Assert.Equal([true, false, false, false], x.IsNaN().ToArray<bool>());
        Assert.Equal([false, true, true, false], x.IsInf().ToArray<bool>());
        Assert.Equal([false, false, false, true], x.IsFinite().ToArray<bool>());
        Assert.Equal([false, true, false, false], x.IsPosInf().ToArray<bool>());
        Assert.Equal([false, false, true, false], x.IsNegInf().ToArray<bool>());
    }

    [Fact]
    public void ArgumentsWithoutMeaningAreRefused()
    {
        Tensor x = [1.0f, 2.0f];
        Assert.Contains("give min, max or both", Assert.Throws<ArgumentException>(() => x.Clamp()).Message);
        Assert.Throws<ArgumentException>(() => x.Celu(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Softshrink(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Polygamma(-1));
        Assert.Throws<ArgumentException>(() => Tensor.From([1L]).AddCMul([2], [3], 0.5));
        Assert.Throws<ArgumentNullException>(() => x.Add(null!));
        Assert.Throws<ArgumentException>(() => x.Lerp(Tensor.Zeros([3]), 0.5));
    }

    [Fact]
    public void RemainderReplacesInPlace()
    {
        Tensor x = Tensor.From([7L, -7L]), alias = x.Detach();
        x %= 4;
        Assert.Equal([3L, 1L], alias.ToArray<long>());
        x %= Tensor.From([2L, -2L]);
        Assert.Equal([1L, -1L], alias.ToArray<long>());
    }

    [Fact]
    public void ResultsAreNamedAfterTheOperation()
    {
        var x = Tensor.Ones([2], requiresGrad: true);
        Assert.Equal("Pow", x.Pow(2).GradFn);
        Assert.Equal("Pow", Tensor.Pow(2, x).GradFn);
        Assert.Equal("Add", x.Add(x, 2).GradFn);
        Assert.Equal("Gelu", x.Gelu(GeluApproximation.Tanh).GradFn);
        Assert.Equal("Round", x.Round(1).GradFn);
    }
}
