using CsCheck;

namespace Adjoint.Tests.Reductions;

public class TopKTests
{
    // A small part is found with a heap, a larger one by sorting all.
    [Fact]
    public void ItIsTheBeginningOfASort() =>
        (from numbers in Gen.Int[-20, 20].Array[1, 400] from k in Gen.Int[0, numbers.Length] from largest in Gen.Bool select (numbers, k, largest)).Sample(c =>
        {
            foreach (var x in (Tensor[])[Tensor.From(c.numbers), Tensor.From(c.numbers).To(DType.Float64), Tensor.From(c.numbers).To(DType.BFloat16)])
            {
                var (sorted, order) = x.Sort(0, descending: c.largest);
                var (values, indices) = x.TopK(c.k, 0, c.largest);
                Assert.Equal(x.DType, values.DType);
                Assert.Equal(sorted[..c.k].ToArray<double>(), values.ToArray<double>());
                Assert.Equal(order[..c.k].ToArray<long>(), indices.ToArray<long>());
            }
        }, iter: 300, threads: 1);

    [Fact]
    public void AnyDimensionMayBeTakenFrom()
    {
        var x = Tensor.From(new[,] { { 1, 5, 3 }, { 4, 2, 6 } });
        Assert.Equal([5, 3, 6, 4], x.TopK(2).Values.ToArray<int>());
        Assert.Equal([4, 5, 6], x.TopK(1, dim: 0).Values.ToArray<int>());
        Assert.Equal([1L, 0, 1], x.TopK(1, dim: -2).Indices.ToArray<long>());
        Assert.Equal([1, 2], x.T.TopK(1, dim: 0, largest: false).Values.ToArray<int>());
        Assert.Equal([2, 0], x.TopK(0).Values.Shape);
        Assert.Equal([3, 0], Tensor.Zeros([3, 0]).TopK(0).Indices.Shape);
    }

    [Fact]
    public void NaNCountsAsTheLargest()
    {
        var x = Tensor.Arange(100).To(DType.Float32);
        x[50] = float.NaN;
        Assert.Equal([50L, 99], x.TopK(2).Indices.ToArray<long>());
        Assert.Equal([0L, 1], x.TopK(2, largest: false).Indices.ToArray<long>());
    }

    [Fact]
    public void MoreThanThereAreIsRefused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Zeros([2, 3]).TopK(4));
        Assert.StartsWith("TopK: 4 elements cannot be taken from dimension 1 of shape [2, 3], which has 3.", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Zeros([3]).TopK(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Zeros([3]).TopK(1, dim: 1));
    }

    [Fact]
    public void GradientsGoBackToWhereElementsStand()
    {
        var x = Tensor.From(new double[] { 3, 1, 4, 2 });
        x.RequiresGrad = true;
        x.TopK(2).Values.Backward(Tensor.From(new double[] { 10, 20 }));
        Assert.Equal([20, 0, 10, 0], x.Grad!.ToArray<double>());
    }
}
