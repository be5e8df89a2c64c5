using Adjoint.Cpu;

namespace Adjoint.Tests.Indexing;

public class IndexOperationTests
{
    static Tensor Numbers(params long[] shape) => Tensor.Arange(new Shape(shape).Count).Reshape(shape).To(DType.Float32);

    static float[] Elements(Tensor x) => x.ToArray<float>();

    [Fact]
    public void GatherAndScatterAreThoseOfTheirFormulas()
    {
        var x = Numbers(3, 2);
        var i = Tensor.From(new[,] { { 2L, 0 }, { 1, 1 } });
        Assert.Equal([4, 1, 2, 3], Elements(x.Gather(0, i)));
        Assert.Equal([0, 8, 9, 7, 6, 0], Elements(Tensor.Zeros([3, 2]).Scatter(0, i, Tensor.From(new[,] { { 6f, 8 }, { 9, 7 } }))));
        Assert.Equal([0, 1, 2, 3, 14, 11], Elements(x.ScatterAdd(1, Tensor.From(new[,] { { 0 }, { 0 }, { 0 } }),
            Tensor.From(new[,] { { 0f }, { 0f }, { 10f } })) + Tensor.From(new[,] { { 0f, 0 }, { 0, 0 }, { 0, 6 } })));
        Assert.Equal([5, 1, 5, 5, 5, 5], Elements(x.Scatter(0, Tensor.From(new[,] { { 0, 1 }, { 1, 2 }, { 2, 2 } }), 5)));
    }

    [Fact]
    public void OperandsThatLieAcrossAreReadAlongTheIndexedDimension()
    {
        Tensor x = Numbers(5, 70, 66), values = Numbers(9, 70, 66) + 0.5f, i = Tensor.Arange(9 * 70 * 66).Remainder(5).Reshape(9, 70, 66);
        static Tensor Across(Tensor t) => t.Transpose(1, 2).Contiguous().Transpose(1, 2);
        Assert.Equal(Elements(x.Gather(0, i)), Elements(Across(x).Gather(0, i)));
        Assert.Equal(Elements(x.Gather(0, i)), Elements(Across(x).Gather(0, Across(i))));
        Assert.Equal(Elements(x.ScatterAdd(0, i, values)), Elements(x.ScatterAdd(0, i, Across(values))));
        Assert.Equal(Elements(x.ScatterAdd(0, i, values)), Elements(x.ScatterAdd(0, Across(i), values)));
        Assert.Equal(Elements(x.ScatterAdd(0, i, values)), Elements(Across(x).ScatterAdd(0, Across(i), Across(values))));
    }

    // Whole eights, rests and what is not within; rows of every kind of copy.
    [Theory]
    [InlineData(1), InlineData(7), InlineData(8), InlineData(9), InlineData(16), InlineData(100)]
    public void LinesAndRowsAreThoseOfPlainLoops(int count)
    {
        var places = Enumerable.Range(0, count).Select(k => k * 7L % 11).ToArray();
        var (i, sums, last) = (Tensor.From(places), new float[11], new float[11]);
        for (var k = 0; k < count; k++) (sums[places[k]], last[places[k]]) = (sums[places[k]] + k, k);
        Assert.Equal(sums, Elements(Tensor.Zeros([11]).ScatterAdd(0, i, Numbers(count))));
        Assert.Equal(sums, Elements(Tensor.Zeros([2, 11]).ScatterAdd(1, i.Expand(2, count), Numbers(count).Expand(2, count))[1]));
        Assert.Equal(last, Elements(Tensor.Zeros([11]).Scatter(0, i, Numbers(count))));
        Assert.Equal(last, Elements(Tensor.Zeros([11]).IndexPut([i], Numbers(count))));
        foreach (var width in new[] { 3, 8, 15, 16, 17, 63, 64, 65, 200, 2047, 2048, 2100 })
        {
            var x = Numbers(11, width);
            var rows = places.SelectMany(p => Enumerable.Range(0, width).Select(c => (float)(p * width + c)));
            Assert.Equal(rows.ToArray(), Elements(x.IndexSelect(0, i)));
        }
        var wrong = Tensor.From(places.Select((p, k) => k == count - 1 ? 11 : p).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Zeros([11]).ScatterAdd(0, wrong, Numbers(count)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbers(11, 64).IndexSelect(0, wrong));
    }

    [Fact]
    public void TheGradientGoesToTheValueThatWon()
    {
        var x = Tensor.Zeros([3], DType.Float64);
        var source = Tensor.From(new[] { 1.0, 2, 3 });
        var i = Tensor.From(new[] { 1L, 1, 0 });
        source.RequiresGrad = x.RequiresGrad = true;
        var y = x.Scatter(0, i, source);
        Assert.Equal([3.0, 2, 0], y.ToArray<double>());
        y.Backward(Tensor.From(new[] { 10.0, 20, 30 }));
        Assert.Equal([0.0, 20, 10], source.Grad!.ToArray<double>());
        Assert.Equal([0.0, 0, 30], x.Grad!.ToArray<double>());
        source.Grad = null;
        x.IndexPut([i], source).Backward(Tensor.From(new[] { 10.0, 20, 30 }));
        Assert.Equal([0.0, 20, 10], source.Grad!.ToArray<double>());
    }

    [Fact]
    public void ThreadsDoNotChangeTheOrderOfSums()
    {
        var values = Tensor.Arange(200_000).Remainder(977).To(DType.Float32).Square().Reciprocal().Clone();
        values = Tensor.Where(values.Gt(1), values.Sign(), values).Reshape(500, 400);
        var i = Tensor.Arange(200_000).Remainder(37).Reshape(500, 400);
        var before = Threads.Count;
        try
        {
            float[][] Sums(int threads)
            {
                Threads.Count = threads;
                var x = Tensor.Zeros([37, 400]);
                return [
                    Elements(x.ScatterAdd(0, i, values)), Elements(x.T.ScatterAdd(1, i.T, values.T)), Elements(x.IndexAdd(0, i[0].Repeat(2)[..500], values))];
            }
            Assert.Equal(Sums(1), Sums(5));
        }
        finally
        {
            Threads.Count = before;
        }
    }

    [Fact]
    public void NoIndexReachesOutsideTheTensor()
    {
        var x = Numbers(3, 2);
        Tensor At(long index) => Tensor.From([index]);
        foreach (var index in (long[])[3, -1, long.MaxValue, long.MinValue])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => x.Gather(0, At(index).Expand(1, 2)));
            Assert.Throws<ArgumentOutOfRangeException>(() => x.Scatter(0, At(index).Expand(1, 2), 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => x.ScatterAdd(0, At(index).Expand(1, 2), Numbers(1, 2)));
            Assert.Throws<ArgumentOutOfRangeException>(() => x.IndexSelect(0, At(index)));
            Assert.Throws<ArgumentOutOfRangeException>(() => x.IndexAdd(0, At(index), Numbers(1, 2)));
            Assert.Throws<ArgumentOutOfRangeException>(() => x.IndexCopy(0, At(index), Numbers(1, 2)));
            Assert.Throws<ArgumentOutOfRangeException>(() => x.TakeAlongDim(At(index).Expand(1, 2), 0));
            if (index != -1) Assert.Throws<ArgumentOutOfRangeException>(() => x.IndexFill(0, At(index), 0));
            if (index != -1) Assert.Throws<ArgumentOutOfRangeException>(() => x.Take(At(index + (index == 3 ? 3 : 0))));
            if (index != -1) Assert.Throws<ArgumentOutOfRangeException>(() => x[At(index)]);
        }
        Assert.Equal([5, 4], Elements(x.Take(Tensor.From(new[] { -1, -2 }))));
        Assert.Equal([0, 1, 2, 3, 9, 9], Elements(x.IndexFill(0, At(-1), 9)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbers(0).Take(At(0)));
    }

    [Fact]
    public void AnEmptyIndexOfAnyTypeTakesNothing()
    {
        var x = Numbers(3);
        x.RequiresGrad = true;
        var y = x.Gather(0, Tensor.Zeros([0])) + x.IndexSelect(0, Tensor.Zeros([0])) + x.Take(Tensor.Zeros([0], DType.Int64));
        Assert.Equal([0], y.Shape);
        y.Sum().Backward();
        Assert.Equal([0, 0, 0], Elements(x.Grad!));
        Assert.Equal([0, 2], Numbers(3, 2)[Tensor.Zeros([0], DType.Int64)].Shape);
        Assert.Equal([0, 1, 2], Elements(Numbers(3).ScatterAdd(0, Tensor.Zeros([0], DType.Int64), Tensor.Zeros([0]))));
    }

    [Fact]
    public void TypesAndShapesThatDoNotFitAreRefused()
    {
        var (x, i) = (Numbers(3, 2), Tensor.From(new[,] { { 0L, 1 } }));
        Assert.Throws<ArgumentException>(() => x.Gather(0, i.To(DType.Float32)));
        Assert.Throws<ArgumentException>(() => x.Gather(0, i.To(DType.Bool)));
        Assert.Throws<ArgumentException>(() => x.Gather(0, i[0]));
        Assert.Throws<ArgumentException>(() => x.Gather(0, Tensor.Zeros([1, 3], DType.Int64)));
        Assert.Throws<ArgumentException>(() => x.Scatter(0, i, Numbers(1, 2).To(DType.Float64)));
        Assert.Throws<ArgumentException>(() => x.Scatter(0, i, Numbers(1, 1)));
        Assert.Throws<ArgumentException>(() => x.IndexSelect(0, i));
        Assert.Throws<ArgumentException>(() => x.IndexAdd(0, i[0], Numbers(1, 2)));
        Assert.Throws<ArgumentException>(() => x.IndexAdd(0, i[0], Numbers(2, 2).To(DType.Int32)));
        Assert.Throws<ArgumentException>(() => x.To(DType.Int32).IndexAdd(0, i[0], Numbers(2, 2).To(DType.Int32), 0.5));
        Assert.Throws<ArgumentException>(() => x.IndexFill(0, i[0], Numbers(1)));
        Assert.Throws<ArgumentException>(() => x.MaskedFill(x, 0));
        Assert.Throws<ArgumentException>(() => x.MaskedFill(x.Gt(0), Numbers(1)));
        Assert.Throws<ArgumentException>(() => x.MaskedSelect(Numbers(4).Gt(0)));
        Assert.Throws<ArgumentException>(() => x.TakeAlongDim(i[0], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Gather(2, i));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.IndexSelect(-3, i[0]));
    }

    [Fact]
    public void AddingToTruthValuesIsOr()
    {
        var x = Tensor.Zeros([2], DType.Bool);
        var y = x.ScatterAdd(0, Tensor.Zeros([512], DType.Int64), Tensor.Ones([512], DType.Bool));
        Assert.Equal([true, false], y.ToArray<bool>());
        Assert.Equal([true, false], x.IndexAdd(0, Tensor.Zeros([512], DType.Int64), Tensor.Ones([512], DType.Bool)).ToArray<bool>());
    }

    [Fact]
    public void FillingKeepsTheTypeAndTheDigits()
    {
        var mask = Tensor.From(new[] { true, false });
        Assert.Equal([0.1, 0], Tensor.Zeros([2], DType.Float64).MaskedFill(mask, 0.1).ToArray<double>());
        Assert.Equal([2L, 5], Tensor.Full([2], 5).MaskedFill(mask, 2.7).ToArray<long>());
        Assert.Equal([9, 1, 9, 3], Elements(Numbers(2, 2).MaskedFill(mask, 9)));
        Assert.Equal([2, 2], Numbers(2).MaskedFill(mask.Unsqueeze(1).Expand(2, 2), 9).Shape);
        Assert.Equal([0.1, 0], Tensor.Zeros([2], DType.Float64).IndexFill(0, Tensor.From(new[] { 0 }), 0.1).ToArray<double>());
    }

    [Fact]
    public void WhatIsNotZeroIsFound()
    {
        var x = Tensor.From(new[,] { { 0, double.NaN, 2 }, { -0.0, 0, double.Epsilon } });
        Assert.Equal([0, 1, 0, 2, 1, 2], x.Nonzero().ToArray<long>());
        Assert.Equal([3, 2], x.Nonzero().Shape);
        Assert.Equal([1, 2, 2], x.NonzeroTuple()[1].ToArray<long>());
        Assert.Equal([0, 0, 1], Tensor.Where(x.Ne(0))[0].ToArray<long>());
        Assert.Equal([1, 0], Tensor.From(3).Nonzero().Shape);
        Assert.Equal([0, 0], Tensor.From(0).Nonzero().Shape);
        Assert.Equal([0L], Tensor.From(3).NonzeroTuple()[0].ToArray<long>());
        Assert.Equal([0, 3], Tensor.Zeros([2, 0, 3]).Nonzero().Shape);
    }

    [Fact]
    public void ALongMaskIsScannedInOrder()
    {
        var x = Tensor.Arange(300_007);
        var mask = x.Remainder(7).Eq(3);
        Assert.Equal(x.ToArray<long>().Where(i => i % 7 == 3), mask.Nonzero().ToArray<long>());
        Assert.Equal(x.ToArray<long>().Where(i => i % 7 == 3), x[mask].ToArray<long>());
        Assert.Equal(x.ToArray<long>().Where(i => i % 7 != 3), x[mask.LogicalNot()[..]].ToArray<long>());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1031)]
    [InlineData(98_317)]
    public void AMaskTakesElementsOfEverySize(int count)
    {
        foreach (var dtype in (DType[])[DType.UInt8, DType.Float16, DType.Float32, DType.Float64, DType.Int64])
        {
            foreach (var every in (int[])[1, 2, 3, 40, int.MaxValue])
            {
                var x = Tensor.Arange(count).Remainder(200).To(dtype);
                var mask = Tensor.Arange(count).Remainder(every).Eq(0);
                var expected = x.ToArray<double>().Where((_, i) => i % every == 0);
                Assert.Equal(expected, x.MaskedSelect(mask).ToArray<double>());
                Assert.Equal(Enumerable.Range(0, count).Where(i => i % every == 0).Select(i => (long)i), mask.Nonzero().ToArray<long>());
            }
        }
        Assert.Equal(count, Tensor.Ones([count, 3]).T.Ne(0)[1].Nonzero().Count);
        Assert.Equal(0, Tensor.Zeros([count]).Nonzero().Count);
    }

    [Fact]
    public void PlacesOfAMatrixAreRowAndColumn()
    {
        var mask = Tensor.Arange(300 * 211).Remainder(17).Lt(2).Reshape(300, 211);
        var expected = from i in Enumerable.Range(0, 300) from j in Enumerable.Range(0, 211) where (i * 211 + j) % 17 < 2 select new long[] { i, j };
        Assert.Equal(expected.SelectMany(pair => pair), mask.Nonzero().ToArray<long>());
    }

    [Fact]
    public void AMessageSaysWhichIndexIsWrong()
    {
        var x = Numbers(3, 2);
        void Says(string text, Action action) => Assert.Equal($"{text} (Parameter 'index')", Assert.Throws<ArgumentOutOfRangeException>(action).Message);
        Says("IndexSelect: index 3 is not within dimension 0 of size 3 (the one at position 2 of the indices).",
            () => x.IndexSelect(0, Tensor.From(new[] { 0, 2, 3 })));
        Says("Gather: index -1 is not within dimension 1 of size 2; negative indices do not count from the end here (the one at position 5 of the indices).",
            () => x.Gather(1, Tensor.From(new[,] { { 0, 1 }, { 1, 1 }, { 0, -1 } })));
        Says("Index: index -4 is not within dimension 0 of size 3 (the one at position 0 of the indices).", () => _ = x[Tensor.From(new[] { -4, 1 })]);
        Says("ScatterAdd: index 9 is not within dimension 0 of size 3 (the one at position 9 of the indices).",
            () => Tensor.Zeros([3]).ScatterAdd(0, Tensor.From(new[] { 0, 1, 2, 0, 1, 2, 0, 1, 2, 9 }), Tensor.Ones([10])));
    }

    [Fact]
    public void RowsWrittenByManyThreadsAreThoseOfOne()
    {
        var before = Threads.Count;
        try
        {
            foreach (var width in (int[])[1, 3, 8, 40, 700])
            {
                float[][] Sums(int threads)
                {
                    Threads.Count = threads;
                    Tensor i = Tensor.Arange(5000).Remainder(41),
                        values = (Tensor.Arange(5000 * width).Remainder(977).To(DType.Float32) + 1).Reciprocal().Reshape(5000, width);
                    return [Elements(Tensor.Zeros([41, width]).IndexAdd(0, i, values)), Elements(Tensor.Zeros([width, 41]).T.IndexAdd(0, i, values))];
                }
                Assert.Equal(Sums(1), Sums(6));
            }
        }
        finally
        {
            Threads.Count = before;
        }
    }

    [Fact]
    public void ClassesBecomeRows()
    {
        var classes = Tensor.From(new[] { 1, 0, 2 });
        Assert.Equal([0, 1, 0, 1, 0, 0, 0, 0, 1], classes.OneHot().ToArray<long>());
        Assert.Equal([3, 5], classes.OneHot(5).Shape);
        Assert.Equal(DType.Int64, classes.OneHot().DType);
        Assert.Equal([0, 1], Tensor.From(1).OneHot(2).ToArray<long>());
        Assert.Equal([0, 3], Tensor.Zeros([0], DType.Int64).OneHot(3).Shape);
        Assert.Contains("2 is not one of 2 classes", Assert.Throws<ArgumentOutOfRangeException>(() => classes.OneHot(2)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.From(new[] { -1 }).OneHot());
        Assert.Throws<ArgumentException>(() => Tensor.Zeros([0], DType.Int64).OneHot());
        Assert.Throws<ArgumentException>(() => Numbers(2).OneHot());
    }

    [Fact]
    public void IndexPutLeavesItsInputAlone()
    {
        var x = Numbers(2, 2);
        Assert.Equal([9, 9, 9, 9], Elements(x.IndexPut([Slice.All], 9)));
        Assert.Equal([0, 1, 12, 13], Elements(x.IndexPut([1], 10, accumulate: true)));
        Assert.Equal([20, 1, 2, 3], Elements(x.IndexPut([new[] { 0, 0 }, new[] { 0, 0 }], 10, accumulate: true)));
        Assert.Equal([0, 1, 2, 3], Elements(x));
        Assert.NotSame(x.Storage, x.IndexPut([Slice.Ellipsis], x).Storage);
        Assert.Throws<ArgumentException>(() => x.IndexPut([0], Numbers(3)));
    }
}
