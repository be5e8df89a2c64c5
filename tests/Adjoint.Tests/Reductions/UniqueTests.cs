using CsCheck;

namespace Adjoint.Tests.Reductions;

public class UniqueTests
{
    public static TheoryData<DType> Types => [.. Enum.GetValues<DType>()];

    [Theory, MemberData(nameof(Types))]
    public void DistinctElementsComeInOrderWithTheirNumbers(DType dtype) => Gen.Int[-5, 5].Array[0, 200].Sample(numbers =>
    {
        var x = Tensor.From(numbers).To(dtype);
        var elements = x.ToArray<double>();
        var groups = elements.GroupBy(e => e).OrderBy(group => group.Key).ToList();
        var (values, inverse, counts) = x.UniqueAll();
        Assert.Equal((dtype, DType.Int64, DType.Int64), (values.DType, inverse.DType, counts.DType));
        Assert.Equal(groups.Select(group => group.Key), values.ToArray<double>());
        Assert.Equal(groups.Select(group => (long)group.Count()), counts.ToArray<long>());
        Assert.Equal(elements, values[inverse].ToArray<double>());
        Assert.Equal(values.ToArray<double>(), x.Unique().ToArray<double>());

        var (runs, place, lengths) = x.UniqueConsecutiveAll();
        Assert.Equal(elements.Where((e, i) => i == 0 || e != elements[i - 1]), runs.ToArray<double>());
        Assert.Equal(elements, runs.RepeatInterleave(lengths, 0).ToArray<double>());
        Assert.Equal(elements, runs[place].ToArray<double>());
    }, iter: 60, threads: 1);

    [Fact]
    public void TheInverseHasTheTensorsShape()
    {
        var (values, inverse, counts) = Tensor.From(new[,] { { 3, 1 }, { 1, 2 } }).UniqueAll();
        Assert.Equal([1, 2, 3], values.ToArray<int>());
        Assert.Equal([2, 2], inverse.Shape);
        Assert.Equal([2L, 0, 0, 1], inverse.ToArray<long>());
        Assert.Equal([2L, 1, 1], counts.ToArray<long>());
        Assert.Equal([], Tensor.From(3).UniqueAll().Inverse.Shape);
    }

    [Fact]
    public void SlicesAreComparedAsWholes()
    {
        var x = Tensor.From(new[,] { { 2, 1 }, { 1, 9 }, { 2, 1 }, { 1, 3 } });
        var (rows, inverse, counts) = x.UniqueAll(0);
        Assert.Equal([1, 3, 1, 9, 2, 1], rows.ToArray<int>());
        Assert.Equal([2L, 1, 2, 0], inverse.ToArray<long>());
        Assert.Equal([1L, 1, 2], counts.ToArray<long>());
        Assert.Equal(rows.T.ToArray<int>(), x.T.Unique(-1).ToArray<int>());
        Assert.Equal([4, 2], x.UniqueConsecutive(0).Shape);
        Assert.Equal([3, 2], x.IndexSelect(0, Tensor.From([0L, 2, 1, 3])).UniqueConsecutive(0).Shape);
    }

    [Fact]
    public void EveryNaNIsDistinctAndZerosAreEqual()
    {
        Tensor x = [float.NaN, 0f, float.NaN, -0f];
        Assert.Equal([0f, float.NaN, float.NaN], x.Unique().ToArray<float>());
        Assert.Equal([0L], x.Unique()[..1].To(DType.Int64).ToArray<long>());
        Assert.Equal([2L, 1, 1], x.UniqueAll().Counts.ToArray<long>());
    }

    [Fact]
    public void OfNothingThereIsNothingDistinct()
    {
        Assert.Equal([0], Tensor.Zeros([0]).Unique().Shape);
        Assert.Equal([0], Tensor.Zeros([2, 0]).Unique().Shape);
        Assert.Equal([0, 3], Tensor.Zeros([0, 3]).Unique(0).Shape);
        Assert.Equal(
            "Unique: the slices of shape [0, 3] along dimension 1 are empty, so there is nothing to compare.",
            Assert.Throws<ArgumentException>(() => Tensor.Zeros([0, 3]).Unique(1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Zeros([2]).Unique(1));
    }

    [Fact]
    public void NothingIsRecorded() => Assert.False(Tensor.Ones([3], requiresGrad: true).Unique().RequiresGrad);
}
