using Adjoint.Tests.Operations;
using CsCheck;

namespace Adjoint.Tests.Reductions;

public class SortTests
{
    public static TheoryData<DType> Types => [.. Enum.GetValues<DType>()];

    // Few different numbers, so that many are equal, and all sizes around where the algorithms change.
    [Theory, MemberData(nameof(Types))]
    public void ItIsAStableSort(DType dtype) =>
        Gen.Select(Gen.OneOf(Gen.Int[0, 50], Gen.Int[51, 700]).SelectMany(count => Gen.Int[-9, 9].Array[count]), Gen.Bool).Sample((numbers, descending) =>
        {
            var x = Tensor.From(numbers).To(dtype);
            var elements = x.ToArray<double>();
            var expected = descending
                ? Enumerable.Range(0, elements.Length).OrderByDescending(i => elements[i]).ToArray()
                : [.. Enumerable.Range(0, elements.Length).OrderBy(i => elements[i])];
            var (values, indices) = x.Sort(0, descending);
            Assert.Equal((dtype, DType.Int64), (values.DType, indices.DType));
            Assert.Equal(expected.Select(i => (long)i), indices.ToArray<long>());
            Assert.Equal(expected.Select(i => elements[i]), values.ToArray<double>());
            Assert.Equal(indices.ToArray<long>(), x.ArgSort(-1, descending).ToArray<long>());
        }, iter: 40, threads: 1);

    [Theory, MemberData(nameof(Types))]
    public void TheWholeRangeOfATypeIsInOrder(DType dtype)
    {
        double[] extremes = dtype switch
        {
            DType.Bool => [1, 0],
            DType.UInt8 => [255, 127, 128, 0],
            DType.Int8 => [127, -128, 0, -1],
            DType.Int16 => [short.MaxValue, short.MinValue, 0, -1],
            DType.Int32 => [int.MaxValue, int.MinValue, 0, -1],
            DType.Int64 => [1L << 62, -(1L << 62), 0, -1],
            _ => [double.NaN, double.PositiveInfinity, 1, 1e-5, 0, -1e-5, -1, double.NegativeInfinity],
        };
        foreach (var repeats in (int[])[1, 30])
        {
            var x = Tensor.From(extremes).To(dtype).Repeat(repeats);
            Assert.Equal(x.ToArray<double>().Order().OrderBy(double.IsNaN), x.Sort().Values.ToArray<double>());
            Assert.Equal(x.ToArray<double>().OrderDescending().OrderByDescending(double.IsNaN), x.Sort(descending: true).Values.ToArray<double>());
        }
    }

    [Fact]
    public void LargeIntegersAreExact()
    {
        long[] numbers = [(1L << 60) + 1, 1L << 60, (1L << 60) + 2, long.MinValue, long.MaxValue];
        Assert.Equal(numbers.Order(), Tensor.From(numbers).Sort().Values.ToArray<long>());
        var many = Enumerable.Range(0, 100).Select(i => (1L << 60) + i * 37 % 101).ToArray();
        Assert.Equal(many.Order(), Tensor.From(many).Sort().Values.ToArray<long>());
    }

    [Fact]
    public void NaNIsTheLargestAndZerosAreEqual()
    {
        Tensor x = [float.NaN, 0f, -0f, 1f, float.NaN, float.PositiveInfinity];
        Assert.Equal([1L, 2, 3, 5, 0, 4], x.ArgSort().ToArray<long>());
        Assert.Equal([0L, 4, 5, 3, 1, 2], x.ArgSort(descending: true).ToArray<long>());
        Assert.True(float.IsNegative(x.Sort().Values[1].Item<float>()), "The sign of a zero is kept.");
    }

    [Fact]
    public void EveryDimensionAndLayoutIsSorted() =>
        (from sizes in Gen.Long[0, 6].Array[1, 4] from dim in Gen.Int[0, sizes.Length - 1] from turn in Gen.Bool select (sizes, dim, turn)).Sample(c =>
        {
            var x = new Draw().Uniform(new Shape(c.sizes));
            if (c.turn) x = x.Transpose(0, -1).Clone().Transpose(0, -1);
            var (values, indices) = x.Sort(c.dim);
            Assert.Equal(Along.Lines(x, c.dim, line => [.. line.Order()]), values.ToArray<double>());
            Assert.Equal(x.Gather(c.dim, indices).ToArray<double>(), values.ToArray<double>());
        }, iter: 200, threads: 1);

    [Fact]
    public void GradientsGoBackToWhereElementsStood()
    {
        var x = Tensor.From(new double[] { 3, 1, 2 });
        x.RequiresGrad = true;
        var (values, indices) = x.Sort();
        Assert.False(indices.RequiresGrad);
        values.Backward(Tensor.From(new double[] { 10, 20, 30 }));
        Assert.Equal([30, 10, 20], x.Grad!.ToArray<double>());
    }
}
