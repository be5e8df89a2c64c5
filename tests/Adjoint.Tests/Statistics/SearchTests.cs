using Adjoint.Tests.Operations;

namespace Adjoint.Tests.Statistics;

/// <summary>Places in sequences against counting.</summary>
public class SearchTests
{
    public static TheoryData<DType> Types => [DType.Float32, DType.Float64, DType.Float16, DType.Int8, DType.Int32, DType.Int64, DType.UInt8];

    [Theory, MemberData(nameof(Types))]
    public void APlaceIsTheNumberOfSmallerElements(DType dtype)
    {
        var draw = new Draw();
        var sequence = draw.Uniform([3, 50], 0, 20).To(dtype).Sort().Values;
        var values = draw.Uniform([3, 1001], -1, 21).Clamp(min: 0).To(dtype);
        var (all, sought) = (sequence.ToArray<double>(), values.ToArray<double>());
        foreach (var right in (bool[])[false, true])
        {
            var expected = sought.Select((value, i) => (double)all.AsSpan(i / 1001 * 50, 50).ToArray().Count(e => right ? e <= value : e < value));
            Assert.Equal(expected, sequence.SearchSorted(values, right).ToArray<double>());
            Assert.Equal(expected, sequence.Flip(1).SearchSorted(values, right, sequence.Flip(1).ArgSort(), DType.Int32).ToArray<double>());
        }
    }

    [Fact]
    public void TypesArePromoted()
    {
        Assert.Equal([1, 2, 3], Tensor.From(new[] { 1, 2, 3 }).SearchSorted(Tensor.From(new[] { 1.5, 3, 4 })).ToArray<long>());
        Assert.Equal(DType.Int32, Tensor.Arange(3).Bucketize(Tensor.Arange(2), dtype: DType.Int32).DType);
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        Tensor sequence = Tensor.Zeros([2, 3]), values = Tensor.Zeros([3, 3]);
        Assert.StartsWith("SearchSorted: values of shape [3, 3] do not fit", Assert.Throws<ArgumentException>(() => sequence.SearchSorted(values)).Message);
        Assert.StartsWith("SearchSorted: the sorter must have",
            Assert.Throws<ArgumentException>(() => sequence.SearchSorted(sequence, sorter: Tensor.Zeros([3], DType.Int64))).Message);
        Assert.Contains("positions outside",
            Assert.Throws<ArgumentOutOfRangeException>(() => sequence.SearchSorted(sequence, sorter: Tensor.Full([2, 3], 3, DType.Int64))).Message);
        Assert.StartsWith("Bucketize: the boundaries", Assert.Throws<ArgumentException>(() => values.Bucketize(sequence)).Message);
        Assert.Contains("Int64 or Int32", Assert.Throws<ArgumentException>(() => values.Bucketize(sequence[0], dtype: DType.Float32)).Message);
    }
}
