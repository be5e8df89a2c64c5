using Adjoint.Tests.Operations;

namespace Adjoint.Tests.Statistics;

/// <summary>Combining what is written to one place, in every type.</summary>
public class ScatterReduceTests
{
    public static TheoryData<ScatterReduction, bool> Kinds
    {
        get
        {
            var data = new TheoryData<ScatterReduction, bool>();
            foreach (var reduce in Enum.GetValues<ScatterReduction>())
            {
                data.Add(reduce, true);
                data.Add(reduce, false);
            }
            return data;
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void EveryPlaceCombinesWhatIsWrittenToIt(ScatterReduction reduce, bool includeSelf)
    {
        foreach (var dtype in (DType[])[DType.Float32, DType.Float64, DType.Float16, DType.Int8, DType.Int32, DType.Int64, DType.UInt8])
        {
            var draw = new Draw();
            Tensor x = draw.Pick([7, 3], 1, 2, 3).To(dtype), source = draw.Pick([40, 3], 1, 2, 1, 1).To(dtype), index = draw.Indices([40, 3], 5);
            var y = x.ScatterReduce(0, index, source, reduce, includeSelf);
            for (var i = 0; i < 7; i++)
            {
                for (var j = 0; j < 3; j++)
                    Assert.Equal(
                        Expected(reduce, includeSelf, x[i, j].Item(), [.. Written(index, source, i, j)], dtype), y[i, j].Item(),
                        dtype == DType.Float16 ? 2e-3 : 1e-6);
            }
            Assert.Equal(dtype, y.DType);
        }
    }

    [Fact]
    public void AnIndexIsCopiedForTheGradient()
    {
        Tensor x = Tensor.Zeros([3], DType.Float64), index = Tensor.From(new long[] { 0, 1 }), source = Tensor.From(new[] { 2.0, 3 }, requiresGrad: true);
        var y = x.ScatterReduce(0, index, source, ScatterReduction.Sum);
        index.Fill(2);
        y.Backward(Tensor.From(new[] { 5.0, 7, 9 }));
        Assert.Equal([5, 7], source.Grad!.ToArray<double>());
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        Tensor x = Tensor.Zeros([3, 2]), index = Tensor.Zeros([2, 2], DType.Int64);
        Assert.StartsWith("ScatterReduce: elements of type Float64",
            Assert.Throws<ArgumentException>(() => x.ScatterReduce(0, index, Tensor.Zeros([2, 2], DType.Float64), ScatterReduction.Sum)).Message);
        Assert.Contains("index 3 is not within dimension 0 of size 3",
            Assert.Throws<ArgumentOutOfRangeException>(() => x.ScatterReduce(0, index + 3, Tensor.Zeros([2, 2]), ScatterReduction.Amax)).Message);
        Assert.StartsWith("IndexReduce: for 1 indices",
            Assert.Throws<ArgumentException>(() => x.IndexReduce(0, Tensor.From(new long[] { 0 }), Tensor.Zeros([2, 2]), ScatterReduction.Sum)).Message);
        Assert.StartsWith("SegmentReduce: the lengths must add up to 3",
            Assert.Throws<ArgumentException>(() => x.SegmentReduce(ScatterReduction.Sum, lengths: new long[] { 1, 1 })).Message);
        Assert.StartsWith("SegmentReduce: give either", Assert.Throws<ArgumentException>(() => x.SegmentReduce(ScatterReduction.Sum)).Message);
        Assert.Contains("a segment from 0 to 4",
            Assert.Throws<ArgumentOutOfRangeException>(() => x.SegmentReduce(ScatterReduction.Sum, offsets: new long[] { 0, 4 })).Message);
        Assert.StartsWith("MaskedScatter: the mask is true for 6", Assert.Throws<ArgumentException>(() => x.MaskedScatter(x.Eq(0), Tensor.Zeros([5]))).Message);
        Assert.StartsWith("Put: 1 indices but 2", Assert.Throws<ArgumentException>(() => x.Put(Tensor.From(new long[] { 0 }), Tensor.Zeros([2]))).Message);
        Assert.StartsWith("Unfold: a window of 4", Assert.Throws<ArgumentOutOfRangeException>(() => x.Unfold(0, 4, 1)).Message);
        Assert.StartsWith("Masked.Sum: a mask of shape [2, 2]",
            Assert.Throws<ArgumentException>(() => Masked.Sum(x, Tensor.Full([2, 2], true, DType.Bool))).Message);
        Assert.StartsWith("Masked.Amax: the mask must be Bool", Assert.Throws<ArgumentException>(() => Masked.Amax(x, x)).Message);
    }

    static IEnumerable<double> Written(Tensor index, Tensor source, int i, int j)
    {
        for (var k = 0; k < 40; k++)
        {
            if (index[k, j].Item<long>() == i) yield return source[k, j].Item();
        }
    }

    static double Expected(ScatterReduction reduce, bool includeSelf, double self, double[] written, DType dtype)
    {
        if (written.Length == 0) return self;
        double[] all = includeSelf ? [self, .. written] : written;
        return reduce switch
        {
            ScatterReduction.Sum => all.Sum(),
            ScatterReduction.Prod =>
                dtype.IsInteger && dtype.ItemSize == 1 ? Wrapped(all.Aggregate(1L, (a, b) => a * (long)b), dtype) : all.Aggregate(1.0, (a, b) => a * b),
            ScatterReduction.Mean => dtype.IsFloatingPoint ? all.Average() : Math.Floor(all.Average()),
            ScatterReduction.Amax => all.Max(),
            _ => all.Min(),
        };
    }

    static double Wrapped(long product, DType dtype) => dtype == DType.UInt8 ? (byte)product : (sbyte)product;
}
