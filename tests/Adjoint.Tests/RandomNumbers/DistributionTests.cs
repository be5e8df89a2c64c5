using CsCheck;

namespace Adjoint.Tests.RandomNumbers;

public class DistributionTests
{
    static readonly DType[] Reals = [DType.Float32, DType.Float64, DType.Float16, DType.BFloat16];

    static readonly Gen<(long Seed, int Size, DType DType)> Draws =
        Gen.Select(Gen.Long, Gen.Int[0, 70], OneOf(Reals));

    [Fact]
    public void UniformNumbersStayWithinTheirBounds() =>
        Gen.Select(Draws, Gen.Double[-100, 100], Gen.Double[0, 50]).Sample((draw, from, width) =>
        {
            var x = Tensor.Zeros([draw.Size], draw.DType).FillUniform(from, from + width, new Generator(draw.Seed));
            var slack = draw.DType switch { DType.Float64 => 0, DType.Float32 => 1e-4, _ => 1 };
            return x.ToArray<double>().All(value => value >= from - slack && value <= from + width + slack);
        }, iter: 200);

    [Fact]
    public void IntegersStayWithinTheirBounds()
    {
        DType[] types = [DType.Int64, DType.Int32, DType.Int16, DType.Int8, DType.Float32, DType.Float64, DType.Float16];
        Gen.Select(Gen.Long, OneOf(types), Gen.Int[-128, 126], Gen.Int[1, 255]).Sample((seed, dtype, low, width) =>
        {
            var high = Math.Min(low + width, 127);
            var x = Tensor.RandInt(low, high, [40], dtype, generator: new Generator(seed));
            return x.ToArray<double>().All(value => value >= low && value < high && value == Math.Floor(value));
        }, iter: 200);
    }

    [Fact]
    public void LargeIntegersAreNotRoundedOutOfTheirBounds() =>
        Gen.Select(Gen.Long, Gen.Long[-(1L << 40), 1L << 40], Gen.Long[1, 1L << 41]).Sample((seed, low, width) =>
        {
            // A range that rounding leaves nothing of is refused.
            try
            {
                var x = Tensor.RandInt(low, low + width, [20], DType.Float32, generator: new Generator(seed));
                return x.ToArray<double>().All(value => value >= low && value < low + width);
            }
            catch (ArgumentException)
            {
                return width <= 1 << 19;
            }
        }, iter: 1000);

    [Fact]
    public void APermutationHasEveryNumberOnce() =>
        Gen.Select(Gen.Long, Gen.Int[0, 300]).Sample((seed, n) =>
        {
            var numbers = Tensor.RandPerm(n, generator: new Generator(seed)).ToArray<int>();
            return numbers.Order().SequenceEqual(Enumerable.Range(0, n));
        }, iter: 100);

    [Fact]
    public void WithoutReplacementNoCategoryComesTwiceAndNoneOfWeightZero() =>
        Gen.Select(Gen.Long, Gen.Int[0, 3].Array[1, 30]).Where((_, weights) => weights.Any(weight => weight > 0)).Sample((seed, weights) =>
        {
            var possible = weights.Count(weight => weight > 0);
            var drawn = Tensor.From(weights).To(DType.Float32).Multinomial(possible, generator: new Generator(seed)).ToArray<long>();
            return drawn.Distinct().Count() == possible && drawn.All(category => weights[category] > 0);
        }, iter: 100);

    [Fact]
    public void MeanAndSpreadAreThoseOfTheDistribution()
    {
        const int Count = 20000;
        var generator = new Generator(1);
        foreach (var dtype in Reals)
        {
            var slack = dtype == DType.BFloat16 ? 0.05 : 0.03;
            Spread(0.5, Math.Sqrt(1 / 12.0), slack, Tensor.Rand([Count], dtype, generator: generator));
            Spread(0, 1, slack, Tensor.Randn([Count], dtype, generator: generator));
            Spread(-1, 0.5, slack, Tensor.Zeros([Count], dtype).FillNormal(-1, 0.5, generator));
            Spread(-1, 0.5, slack, Tensor.Zeros([Count, 2], dtype).Select(1, 0).FillNormal(-1, 0.5, generator));
            Spread(0.5, 0.5, slack, Tensor.Zeros([Count], dtype).FillExponential(2, generator));
            Spread(0.3, Math.Sqrt(0.21), slack, Tensor.Bernoulli(0.3, [Count], dtype, generator: generator));
            Spread(0.3, Math.Sqrt(0.21), slack, Tensor.Full([Count], 0.3, dtype).Bernoulli(generator));
        }
        Spread(4.5, Math.Sqrt(99 / 12.0), 0.1, Tensor.RandInt(10, [Count], generator: generator));
        Spread(0.75, Math.Sqrt(3 / 16.0), 0.03, Tensor.From([1.0, 3.0]).Multinomial(Count, replacement: true, generator));
    }

    [Fact]
    public void FillingAViewLeavesTheRestAlone()
    {
        var whole = Tensor.Full([6, 8], -5.0);
        whole[1..4, Slice.Step(2)].FillUniform(generator: new Generator(0));
        Assert.Equal(48 - 12, whole.Eq(-5).Sum().Item());
        Assert.True((whole[1..4, Slice.Step(2)] >= 0).All().Item<bool>());
    }

    [Fact]
    public void WhatIsFilledInPlaceKeepsTheRulesOfThat()
    {
        var x = Tensor.Zeros([3], requiresGrad: true);
        Assert.Throws<InvalidOperationException>(() => x.FillNormal());
        using (Adjoint.Autograd.NoGrad()) Assert.Same(x, x.FillNormal());
        Assert.Throws<InvalidOperationException>(() => Tensor.Zeros([1, 3]).Expand([2, 3]).FillUniform());

        var y = x * x;
        using (Adjoint.Autograd.NoGrad()) x.FillUniform();
        Assert.Throws<InvalidOperationException>(() => y.Sum().Backward());
    }

    [Fact]
    public void OptionsSayWhatIsMade()
    {
        Assert.Equal(DType.Float64, Tensor.Rand([2], DType.Float64).DType);
        Assert.True(Tensor.Randn([2], requiresGrad: true).RequiresGrad);
        Assert.Equal(DType.Int64, Tensor.RandInt(5, [2]).DType);
        Assert.Equal(DType.UInt8, Tensor.RandPerm(256, DType.UInt8).DType);
        Assert.Equal(DType.Int32, Tensor.RandIntLike(Tensor.Zeros([2, 3]), 3, 4, DType.Int32).DType);
        Assert.Equal([3, 3], Tensor.RandIntLike(Tensor.Zeros([2]), 3, 4).ToArray<int>());
        Assert.Equal([2, 0, 3], Tensor.Randn([2, 0, 3]).Shape);
        Assert.Equal([], Tensor.Normal(2, 0, []).Shape);
        Assert.Equal([2, 3], Tensor.Normal(Tensor.Zeros([2, 1]), Tensor.Ones([3])).Shape);
        Assert.Equal(DType.Float32, Tensor.Normal(Tensor.Zeros([2]), Tensor.Ones([2], DType.Float64)).DType);
        Assert.Equal([0, 2], Tensor.Zeros([0, 5]).Multinomial(2).Shape);
    }

    [Fact]
    public void GradientsThroughDrawsAreZero()
    {
        var p = Tensor.Full([4], 0.5, requiresGrad: true);
        (p.Bernoulli() + Tensor.Normal(p, p)).Sum().Backward();
        Assert.Equal(new float[4], p.Grad!.ToArray<float>());
    }

    public static TheoryData<string, Action> BadArguments => new()
    {
        { "Rand of integers", () => Tensor.Rand([2], DType.Int64) },
        { "Randn of bools", () => Tensor.Randn([2], DType.Bool) },
        { "bounds out of order", () => Tensor.Zeros([2]).FillUniform(2, 1) },
        { "bound is NaN", () => Tensor.Zeros([2]).FillUniform(double.NaN, 1) },
        { "bounds too far apart", () => Tensor.Zeros([2]).FillUniform(-3e38, 3e38) },
        { "bound too large", () => Tensor.Zeros([2], DType.Float16).FillUniform(0, 70000) },
        { "negative std", () => Tensor.Zeros([2]).FillNormal(0, -1) },
        { "std is NaN", () => Tensor.Normal(0, double.NaN, [2]) },
        { "one negative std", () => Tensor.Normal(Tensor.Zeros([2]), Tensor.From([1.0, -1.0])) },
        { "means are integers", () => Tensor.Normal(Tensor.Zeros([2], DType.Int64), 1) },
        { "no integers", () => Tensor.RandInt(5, 5, [2]) },
        { "no integers, nothing drawn", () => Tensor.RandInt(5, 5, [0]) },
        { "integers too large", () => Tensor.RandInt(0, 257, [2], DType.UInt8) },
        { "integers too large for bool", () => Tensor.RandInt(0, 3, [2], DType.Bool) },
        { "integers too large for half", () => Tensor.RandInt(0, 70000, [2], DType.Float16) },
        { "negative permutation", () => Tensor.RandPerm(-1) },
        { "permutation too large", () => Tensor.RandPerm(257, DType.UInt8) },
        { "permutation of bools", () => Tensor.RandPerm(2, DType.Bool) },
        { "not a probability", () => Tensor.Full([2], 1.5).Bernoulli() },
        { "probability is NaN", () => Tensor.Full([2], double.NaN).Bernoulli() },
        { "probabilities are integers", () => Tensor.Ones([2], DType.Int64).Bernoulli() },
        { "p too large", () => Tensor.Bernoulli(1.1, [2]) },
        { "rate is zero", () => Tensor.Zeros([2]).FillExponential(0) },
        { "no samples", () => Tensor.Ones([2]).Multinomial(0) },
        { "too many samples", () => Tensor.Ones([2]).Multinomial(3) },
        { "too few weights", () => Tensor.From([1.0, 0.0]).Multinomial(2) },
        { "negative weight", () => Tensor.From([1.0, -1.0]).Multinomial(1) },
        { "infinite weight", () => Tensor.From([1.0, double.PositiveInfinity]).Multinomial(1) },
        { "no weights", () => Tensor.Zeros([3, 0]).Multinomial(1, replacement: true) },
        { "weights of rank 3", () => Tensor.Ones([2, 2, 2]).Multinomial(1) },
        { "dropout of more than all", () => Tensor.Ones([2]).Dropout(1.5) },
        { "dropout of integers", () => Tensor.Ones([2], DType.Int64).Dropout() },
    };

    [Theory, MemberData(nameof(BadArguments))]
    public void BadArgumentsAreRefused(string what, Action action)
    {
        Assert.NotEmpty(what);
        Assert.ThrowsAny<ArgumentException>(action);
    }

    static Gen<T> OneOf<T>(T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    static void Spread(double mean, double std, double slack, Tensor x)
    {
        var values = x.ToArray<double>();
        var average = values.Average();
        Assert.Equal(mean, average, slack);
        Assert.Equal(std, Math.Sqrt(values.Average(value => (value - average) * (value - average))), slack);
    }
}
