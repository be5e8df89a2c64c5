namespace Adjoint.Tests.Tensors;

public class AccessTests
{
    [Fact]
    public void ItemConvertsAsACastDoes()
    {
        Assert.Equal(2.5, Tensor.From([2.5f]).Item());
        Assert.Equal(-2, Tensor.From(-2.7).Item<int>());
        Assert.True(Tensor.From(0.1).Item<bool>());
        Assert.Equal((Half)3, Tensor.Full([1, 1], 3).Item<Half>());
        Assert.Equal(long.MaxValue, Tensor.From(long.MaxValue).Item<long>());
        Assert.Contains("[2]", Assert.Throws<InvalidOperationException>(() => Tensor.Zeros([2]).Item()).Message);
        Assert.Throws<InvalidOperationException>(() => Tensor.Zeros([0]).Item());
        Assert.Throws<NotSupportedException>(() => Tensor.Zeros([]).Item<char>());
    }

    [Fact]
    public void ToArrayIsInRowMajorOrderWhateverTheMemory()
    {
        Tensor x = [[1, 2, 3], [4, 5, 6]];
        Assert.Equal([1, 4, 2, 5, 3, 6], x.Permute(1, 0).ToArray<int>());
        Assert.Equal([2.0, 2.0, 2.0], Tensor.Full([1], 2).Expand([3]).ToArray<double>());
        Assert.Equal([], Tensor.Zeros([0, 3]).ToArray<float>());
        Assert.Equal([true, false], Tensor.From([float.NaN, 0f]).ToArray<bool>());
        Assert.Throws<InvalidOperationException>(() => Tensor.Ones([]).Expand([1L << 40]).ToArray<float>());
    }

    [Fact]
    public void AContiguousTensorIsReadWithoutACopy()
    {
        float[] array = [1, 2, 3, 4];
        var x = Tensor.Wrap(array, [2, 2]);
        Assert.True(x.AsSpan<float>() == array);
        Assert.True(x.Select(0, 1).AsSpan<float>() == array.AsSpan(2));
        Assert.Equal([1, 3, 2, 4], x.Permute(1, 0).AsSpan<float>());
        Assert.Contains("To(DType.Int32)", Assert.Throws<InvalidOperationException>(() => x.AsSpan<int>().Length).Message);
    }

    [Fact]
    public void AStridedSpanIsTheMemoryItself()
    {
        float[] array = [1, 2, 3, 4, 5, 6];
        var column = Tensor.Wrap(array, [2, 3]).Select(1, 1);
        Assert.True(column.AsStridedSpan<float>() == array.AsSpan(1, 4));
        Assert.Equal(5, column.AsStridedSpan<float>()[(int)column.Strides[0]]);
        Assert.Equal(1, Tensor.Full([], 3f).Expand([100, 100]).AsStridedSpan<float>().Length);
    }

    [Fact]
    public void WritingThroughASpanIsAChangeInPlace()
    {
        Tensor w = [1.0f, 2.0f];
        w.RequiresGrad = true;
        Assert.Throws<InvalidOperationException>(() => w.AsWritableSpan<float>()[0] = 3);
        var loss = (w * w).Sum();
        using (Adjoint.Autograd.NoGrad()) w.AsWritableSpan<float>()[0] = 3;
        Assert.Equal([3f, 2f], w.ToArray<float>());
        Assert.Throws<InvalidOperationException>(() => loss.Backward());
    }

    [Fact]
    public void EnumerationGoesOverTheFirstDimension()
    {
        Tensor x = [[1, 2], [3, 4]];
        Assert.Equal([3, 7], x.Select(row => row.Sum().Item<int>()));
        foreach (var row in x) row.Fill(5);
        Assert.Equal([5, 5, 5, 5], x.ToArray<int>());
        Assert.Empty(Tensor.Zeros([0, 2]));
        Assert.Throws<InvalidOperationException>(() => Tensor.From(1).GetEnumerator());
    }
}
