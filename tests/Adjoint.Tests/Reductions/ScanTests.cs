using Adjoint.Tests.Operations;
using CsCheck;

namespace Adjoint.Tests.Reductions;

public class ScanTests
{
    [Fact]
    public void EveryShapeGivesTheDefinition() =>
        (from sizes in Gen.Long[0, 6].Array[1, 4] from dim in Gen.Int[0, sizes.Length - 1] from turn in Gen.Bool select (sizes, dim, turn)).Sample(c =>
        {
            var x = new Draw().Uniform(new Shape(c.sizes), 0.5, 1.5);
            if (c.turn) x = x.Transpose(0, -1).Clone().Transpose(0, -1);
            var sums = Along.Lines(x, c.dim, line => OperationTable.Running(line, (a, b) => a + b));
            Numbers.Close(sums, x.CumSum(c.dim));
            Numbers.Close(Along.Lines(x, c.dim, line => OperationTable.Running(line, (a, b) => a * b)), x.CumProd(c.dim - c.sizes.Length));
        }, iter: 300, threads: 1);

    [Theory]
    [InlineData(70_001, 1)]
    [InlineData(300, 257)]
    [InlineData(2, 1030)]
    public void LargeOnesGiveTheDefinition(int count, int inner)
    {
        var x = new Draw().Uniform([2, count, inner]);
        Numbers.Close(Along.Lines(x, 1, line => OperationTable.Running(line, (a, b) => a + b)), x.CumSum(1), 1e-10);
        var whole = (x * 100).To(DType.Int16);
        Numbers.Close(Along.Lines(whole, 1, line => OperationTable.Running(line, (a, b) => a + b)), whole.CumSum(1));
    }

    [Fact]
    public void SinglePrecisionIsSummedInDouble()
    {
        var sums = Tensor.Full([1_000_000], 0.1f).CumSum(0);
        Assert.Equal((float)(0.1f * 1e6), sums[^1].Item<float>());
        Assert.Equal(3000, Tensor.Ones([3000], DType.Float16).CumSum(0)[^1].Item());
    }

    [Fact]
    public void IntegersBecomeInt64AndTheTypeMayBeChosen()
    {
        Tensor small = new byte[] { 200, 100, 2 };
        Assert.Equal([200L, 300, 302], small.CumSum(0).ToArray<long>());
        Assert.Equal([200L, 20_000, 40_000], small.CumProd(0).ToArray<long>());
        Assert.Equal([200, 44, 46], small.CumSum(0, DType.UInt8).ToArray<byte>());
        Assert.Equal(DType.Float64, small.CumProd(0, DType.Float64).DType);
        Assert.Equal("CumSum: the result cannot be Bool; leave out dtype for Int64.",
            Assert.Throws<ArgumentException>(() => small.CumSum(0, DType.Bool)).Message);
        Assert.Throws<ArgumentException>(() => small.CumProd(0, DType.Bool));
        Assert.Equal([1L, 1, 2], Tensor.From(new[] { true, false, true }).CumSum(0).ToArray<long>());
    }

    [Fact]
    public void NaNGoesOnFromWhereItStands() =>
        Assert.Equal([1, float.NaN, float.NaN], Tensor.From(new[] { 1f, float.NaN, 2f }).CumSum(0).ToArray<float>());

    [Fact]
    public void GradientsOfProductsAreExactAtZeros()
    {
        var x = Tensor.From(new double[] { 2, 0, 3, 0, 5 });
        x.RequiresGrad = true;
        x.CumProd(0).Sum().Backward();
        Assert.Equal([1, 2 * (1 + 3), 0, 0, 0], x.Grad!.ToArray<double>());
        x.Grad = null;
        x[..3].Prod().Backward();
        Assert.Equal([0, 6, 0, 0, 0], x.Grad!.ToArray<double>());
    }
}
