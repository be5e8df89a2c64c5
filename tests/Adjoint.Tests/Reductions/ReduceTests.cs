using Adjoint.Tests.Operations;
using CsCheck;

namespace Adjoint.Tests.Reductions;

public class ReduceTests
{
    /// <summary>A shape, which of its dimensions go, and how the tensor lies in memory: the order of its dimensions, and every how many-th element.</summary>
    static readonly Gen<(long[] Sizes, int[] Dims, int[] Order, int Step)> s_cases =
        from sizes in Gen.Long[1, 7].Array[1, 5]
        from dims in Gen.Shuffle(Enumerable.Range(0, sizes.Length).ToArray(), 1, sizes.Length)
        from order in Gen.Shuffle(Enumerable.Range(0, sizes.Length).ToArray())
        from step in Gen.Int[1, 2]
        select (sizes, dims, order, step);

    // The same numbers, with the dimensions in another order of memory and gaps between them.
    static Tensor Make(long[] sizes, int[] order, int step)
    {
        var x = new Draw().Uniform(new Shape(sizes));
        var memory = Tensor.Empty([.. order.Select(dim => sizes[dim]), step], DType.Float64);
        var inverse = new int[order.Length];
        for (var i = 0; i < order.Length; i++) inverse[order[i]] = i;
        return memory.Select(-1, 0).Permute(inverse).CopyFrom(x);
    }

    [Fact]
    public void EveryShapeAndLayoutGivesTheDefinition() => s_cases.Sample(c =>
    {
        var x = Make(c.Sizes, c.Order, c.Step);
        Numbers.Close(Along.Fold(x, c.Dims, v => v.Sum()), x.Sum(c.Dims));
        Numbers.Close(Along.Fold(x, c.Dims, v => v.Average()), x.Mean(c.Dims));
        Numbers.Close(Along.Fold(x, c.Dims, v => v.Aggregate((a, b) => a * b)), x.Prod(c.Dims));
        Numbers.Close(Along.Fold(x, c.Dims, v => v.Max()), x.Amax(c.Dims, keepDim: true));
        Numbers.Close(Along.Fold(x, c.Dims, v => v.Min()), x.Amin(c.Dims));
        Numbers.Close(Along.Fold(x, c.Dims, v => v.Sum(e => Math.Pow(e - v.Average(), 2)) / v.Length), x.Var(c.Dims, correction: 0));
        Numbers.Close(Along.Fold(x, c.Dims, v => Math.Log(v.Sum(Math.Exp))), x.LogSumExp(c.Dims));
        Numbers.Close(Along.Fold(x, c.Dims, v => Math.Sqrt(v.Sum(e => e * e))), x.Norm(2, c.Dims));
        Numbers.Close(Along.Fold(x, [c.Dims[0]], v => Array.IndexOf(v, v.Max())), x.ArgMax(c.Dims[0]));
        Numbers.Close(Along.Fold(x, [c.Dims[0]], v => Array.IndexOf(v, v.Min())), x.Min(c.Dims[0]).Indices);
    }, iter: 300, threads: 1);

    // Around the edges of vectors, blocks and pieces.
    [Theory]
    [InlineData(1, 1, 5000)]
    [InlineData(1, 4097, 1)]
    [InlineData(3, 70001, 1)]
    [InlineData(1, 200_003, 1)]
    [InlineData(20, 131, 1)]
    [InlineData(2, 1000, 3)]
    [InlineData(1, 999, 65)]
    [InlineData(2, 300, 513)]
    [InlineData(1, 40_000, 7)]
    [InlineData(5, 9, 1030)]
    public void LargeOnesGiveTheDefinition(int outer, int count, int inner)
    {
        var x = new Draw().Uniform([outer, count, inner]);
        var correction = count > 1 ? 1 : 0;
        Numbers.Close(Along.Fold(x, [1], v => v.Sum()), x.Sum(1), 1e-10);
        Numbers.Close(Along.Fold(x, [1], v => v.Max()), x.Amax(1));
        Numbers.Close(Along.Fold(x, [1], v => Array.IndexOf(v, v.Max())), x.ArgMax(1));
        Numbers.Close(Along.Fold(x, [1], v => Array.IndexOf(v, v.Min())), x.ArgMin(1));
        Numbers.Close(Along.Fold(x, [0, 2], v => v.Sum()), x.Sum([0, 2]), 1e-10);
        Numbers.Close(
            Along.Fold(x, [1], v => { var mean = v.Average(); return v.Sum(e => (e - mean) * (e - mean)) / (v.Length - correction); }),
            x.Var(1, correction), 1e-10);
        var whole = (x * 1000).To(DType.Int32);
        Numbers.Close(Along.Fold(whole, [1], v => v.Max()), whole.Max(1).Values);
        Numbers.Close(Along.Fold(whole, [1], v => Array.IndexOf(v, v.Max())), whole.Max(1).Indices);
        Numbers.Close(Along.Fold(whole, [1], v => v.Sum()), whole.Sum(1));
    }

    [Fact]
    public void TheNumberOfThreadsDoesNotChangeABit()
    {
        var draw = new Draw();
        Tensor[] tensors = [
            draw.Uniform([300_001]).To(DType.Float32), draw.Uniform([40, 9_001]).To(DType.Float32), draw.Uniform([70_000, 5]).To(DType.Float32)];
        float[][] Results() => [.. tensors.SelectMany(x => new[] { x.Sum(0), x.Sum(-1), x.Sum(), x.Std(), x.LogSumExp(0) }).Select(y => y.ToArray<float>())];
        var expected = Results();
        var threads = Threads.Count;
        try
        {
            Threads.Count = 1;
            Assert.Equal(expected, Results());
        }
        finally
        {
            Threads.Count = threads;
        }
    }

    [Fact]
    public void ManyNumbersAreSummedAccurately()
    {
        const int count = 10_000_000;
        var x = Tensor.Full([count], 0.1f);
        Assert.Equal(0.1f * (double)count, x.Sum().Item(), 1.0);
        Assert.Equal(0.1f, x.Mean().Item(), 1e-7);
        Assert.Equal(0.1f * (double)(count / 4), x.Reshape(-1, 4).Sum(0)[3].Item(), 0.25);
        Assert.Equal(0, x.Var().Item(), 1e-12);
        // 16-bit numbers are summed in 32 bits: one more than 2048 is lost in their own type.
        Assert.Equal(3000, Tensor.Ones([3000], DType.Float16).Sum().Item());
        Assert.Equal(3000, Tensor.Ones([3000, 1], DType.BFloat16).Sum(0).Item(), 8.0);
    }

    [Fact]
    public void AFarMeanDoesNotSpoilAVariance()
    {
        var x = (new Draw().Uniform([100_000]) + 10_000).To(DType.Float32);
        var elements = x.ToArray<double>();
        var mean = elements.Average();
        var variance = elements.Average(e => (e - mean) * (e - mean));
        Assert.Equal(variance, x.Var(0.0).Item(), 1e-6);
        Assert.Equal(Math.Sqrt(variance), x.Std(correction: 0).Item(), 1e-6);
    }

    [Fact]
    public void IntegersAreSummedAsInt64()
    {
        foreach (var dtype in (DType[])[DType.UInt8, DType.Int8, DType.Int16, DType.Int32, DType.Int64])
        {
            var x = Tensor.Full([3, 1000], 100, dtype);
            Assert.Equal((DType.Int64, 300_000L), (x.Sum().DType, x.Sum().Item<long>()));
            Assert.Equal((DType.Int64, 100_000L), (x.Sum(1).DType, x.Sum(1)[0].Item<long>()));
            Assert.Equal((DType.Int64, 10_000L), (x.Prod().DType, x[0, ..2].Prod().Item<long>()));
            Assert.Equal(dtype, x.Amax().DType);
        }
        Tensor truth = new[] { true, true, false };
        Assert.Equal(2, truth.Sum().Item<long>());
        Assert.Equal(0, truth.Prod().Item<long>());
        Assert.Equal(DType.Bool, truth.Max().DType);
        Assert.True(truth.Max().Item<bool>());
        Assert.False(truth.Min().Item<bool>());
    }

    [Fact]
    public void TheTypeMayBeChosen()
    {
        Tensor whole = new[] { 1, 2, 4 };
        Assert.Equal((DType.Float32, 7.0), (whole.Sum(DType.Float32).DType, whole.Sum(DType.Float32).Item()));
        Assert.Equal((DType.Float64, 7.0 / 3), (whole.Mean(DType.Float64).DType, whole.Mean(DType.Float64).Item()));
        Assert.Equal((DType.Int8, 8L), (whole.Prod(DType.Int8).DType, whole.Prod(DType.Int8).Item<long>()));
        Assert.Equal(DType.Float64, whole.Norm(dtype: DType.Float64).DType);
        // A sum of truth values is a truth value.
        var truth = Tensor.Ones([256], DType.Bool);
        Assert.True(truth.Sum(DType.Bool).Item<bool>());
        Assert.Equal(1, truth[..2].Sum(DType.Bool).To(DType.Int64).Item<long>());
    }

    [Fact]
    public void DimensionsAreCountedFromEitherEnd()
    {
        var x = new Draw().Uniform([2, 3, 4]);
        Assert.Equal(x.Sum(2).ToArray<double>(), x.Sum(-1).ToArray<double>());
        Assert.Equal(x.Sum([0, 2]).ToArray<double>(), x.Sum([-1, -3]).ToArray<double>());
        Assert.Equal([3], x.Sum([0, -1]).Shape);
        Assert.Equal([1, 3, 1], x.Mean([2, 0], keepDim: true).Shape);
        Assert.Equal([2, 1, 4], x.Max(1, keepDim: true).Values.Shape);
        Assert.Equal([1, 1, 1], x.ArgMax(keepDim: true).Shape);
        Assert.Equal([1, 1, 1], x.Std([], keepDim: true).Shape);
        Assert.Equal([], x.Sum([]).Shape);
    }

    [Fact]
    public void WrongDimensionsAreRefused()
    {
        var x = Tensor.Zeros([2, 3]);
        Assert.Contains("named twice", Assert.Throws<ArgumentException>(() => x.Sum([1, -1])).Message);
        Assert.Contains("-2 to 1", Assert.Throws<ArgumentOutOfRangeException>(() => x.Amax(2)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Std([-3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.CumSum(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Zeros([]).Sum(1));
        Assert.Throws<ArgumentException>(() => Tensor.Zeros([]).Sum([0, -1]));
    }

    [Fact]
    public void WhatNeedsFloatingPointNumbersSaysSo()
    {
        Tensor truth = new[] { true, false }, whole = new[] { 1, 2 };
        Assert.Equal(
            "Mean: defined for floating-point numbers only, not for Bool; give dtype: DType.Float32, or convert with To(DType.Float32) first.",
            Assert.Throws<ArgumentException>(() => truth.Mean()).Message);
        Assert.Contains("Var: defined for floating-point numbers only, not for Int32", Assert.Throws<ArgumentException>(() => whole.Var()).Message);
        Assert.StartsWith("Std:", Assert.Throws<ArgumentException>(() => whole.Std(0)).Message);
        Assert.StartsWith("Norm:", Assert.Throws<ArgumentException>(() => whole.Norm()).Message);
        Assert.StartsWith("NanMean:", Assert.Throws<ArgumentException>(() => whole.NanMean()).Message);
        Assert.StartsWith("Mean:", Assert.Throws<ArgumentException>(() => Tensor.Zeros([2]).Mean(DType.Int32)).Message);
    }

    [Fact]
    public void OfNoElementsThereIsOnlyWhatHasAMeaning()
    {
        var none = Tensor.Zeros([2, 0]);
        Assert.Equal(0, none.Sum().Item());
        Assert.Equal([0, 0], none.Sum(1).ToArray<float>());
        Assert.Equal([0], none.Sum(0).Shape);
        Assert.Equal([1, 1], none.Prod(1).ToArray<float>());
        Assert.True(none.All().Item<bool>());
        Assert.False(none.Any().Item<bool>());
        Assert.Equal(double.NaN, none.Mean().Item());
        Assert.Equal(double.NaN, none.Var().Item());
        Assert.Equal(double.NegativeInfinity, none.LogSumExp().Item());
        Assert.Equal(
            "Amax: dimension 1 of shape [2, 0] is empty, and of no elements there is no result.",
            Assert.Throws<ArgumentException>(() => none.Amax()).Message);
        Assert.StartsWith("Max:", Assert.Throws<ArgumentException>(() => none.Max(1)).Message);
        Assert.StartsWith("ArgMin:", Assert.Throws<ArgumentException>(() => none.ArgMin()).Message);
        Assert.StartsWith("Norm:", Assert.Throws<ArgumentException>(() => none.Norm(double.PositiveInfinity)).Message);
        Assert.Equal([0], none.Amax(0).Shape);
        Assert.Equal([0], none.ArgMax(0).Shape);
    }

    [Fact]
    public void ANumberAloneIsItsOwnReduction()
    {
        Tensor x = 2.5f;
        foreach (var y in new[] { x.Sum(), x.Sum(0), x.Mean(-1), x.Prod(), x.Amax(), x.Max(0).Values, x.Norm(), x.CumSum(0), x.Sort().Values, x.LogSumExp() })
            Assert.Equal((0, 2.5), (y.Rank, y.Item()));
        Assert.Equal((0, 0L), (x.ArgMax().Rank, x.ArgMax(0).Item<long>()));
        Assert.Equal(1, x.Softmax(0).Item());
        Assert.Equal(double.NaN, x.Var().Item());
        Assert.Equal(0, x.Var(0.0).Item());
    }

    [Fact]
    public void NaNIsFoundWhereverItStands()
    {
        for (var count = 1; count < 150; count += 7)
        {
            for (var at = 0; at < count; at += 5)
            {
                var x = Tensor.Arange(count).To(DType.Float32);
                x[at] = float.NaN;
                Assert.Equal([float.NaN, float.NaN], [x.Max().Item<float>(), x.Amin(0).Item<float>()]);
                Assert.Equal([at, at], [x.ArgMax().Item<long>(), x.Min(0).Indices.Item<long>()]);
                Assert.Equal(at, x.Unsqueeze(1).Expand(-1, 20).ArgMax(0)[19].Item<long>());
            }
        }
    }

    [Fact]
    public void EqualElementsShareTheGradient()
    {
        Tensor Gradient(Func<Tensor, Tensor> call)
        {
            Tensor x = [[1f, 3f, 3f], [2f, 2f, 2f]];
            x.RequiresGrad = true;
            call(x).Sum().Backward();
            return x.Grad!;
        }
        Assert.Equal([0f, 0.5f, 0.5f, 1 / 3f, 1 / 3f, 1 / 3f], Gradient(x => x.Amax(1)).ToArray<float>());
        Assert.Equal([0f, 0.5f, 0.5f, 0, 0, 0], Gradient(x => x.Max()).ToArray<float>());
        Assert.Equal([0f, 1, 0, 1, 0, 0], Gradient(x => x.Max(1).Values).ToArray<float>());
        Assert.Equal([1f, 0, 0, 0, 1, 1], Gradient(x => x.Amin(0)).ToArray<float>());
        Assert.Equal([0f, 0.5f, 0.5f, 1 / 3f, 1 / 3f, 1 / 3f], Gradient(x => x.Norm(double.PositiveInfinity, 1)).ToArray<float>());
    }

    [Fact]
    public void WhereThereIsNoDerivativeItIsZero()
    {
        var x = Tensor.Zeros([3], requiresGrad: true);
        (x.Norm() + x.Norm(1) + x.Norm(3) + x.Norm(double.PositiveInfinity) + x.Std()).Backward();
        Assert.Equal([0f, 0, 0], x.Grad!.ToArray<float>());
    }

    [Fact]
    public void OnlyWhatDerivativesReadIsWatched()
    {
        var x = Tensor.Ones([3], requiresGrad: true);
        var (sum, product) = (x.Sum(), x.Prod());
        using (global::Adjoint.Autograd.NoGrad()) x.Fill(2);
        sum.Backward();
        Assert.Throws<InvalidOperationException>(() => product.Backward());
    }

    [Fact]
    public void SummingToAShapeUndoesBroadcasting()
    {
        var x = Tensor.Ones([4, 2, 3]);
        Assert.Equal([8f, 8, 8], x.SumTo([3]).ToArray<float>());
        Assert.Equal([12f, 12], x.SumTo([1, 2, 1]).ToArray<float>());
        Assert.Equal(24, x.SumTo([]).Item());
        Assert.Equal("SumTo: shape [4] does not broadcast to [4, 2, 3].", Assert.Throws<ArgumentException>(() => x.SumTo([4])).Message);
        Assert.Throws<ArgumentException>(() => x.SumTo([1, 4, 2, 3]));
    }
}
