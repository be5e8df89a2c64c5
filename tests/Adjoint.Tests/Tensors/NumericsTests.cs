using System.Numerics.Tensors;
using Numerics = System.Numerics.Tensors.Tensor;
using Tensor = Adjoint.Tensor;

namespace Adjoint.Tests.Tensors;

public class NumericsTests
{
    [Fact]
    public void ASpanIsTheTensorsOwnMemoryWithItsStrides()
    {
        float[] array = [1, 2, 3, 4, 5, 6];
        var x = Tensor.Wrap(array, [2, 3]).Permute(1, 0);
        var span = x.AsReadOnlyTensorSpan<float>();
        Assert.Equal([3, 2], span.Lengths);
        Assert.Equal([1, 3], span.Strides);
        Assert.Equal(6, span[2, 1]);
        array[5] = 7;
        Assert.Equal(7, span[2, 1]);
    }

    [Fact]
    public void BroadcastAndSingleTensorsHaveSpansToo()
    {
        Tensor row = [1.0f, 2.0f];
        var span = row.Expand([3, 2]).AsReadOnlyTensorSpan<float>();
        Assert.Equal((2, 9), (span[2, 1], Numerics.Sum(span)));
        Assert.Equal(5, Tensor.From(5).AsReadOnlyTensorSpan<long>()[0]);
        Assert.Equal(3, Tensor.From([[1, 2, 3]]).Unsqueeze(2).Permute(1, 0, 2).AsReadOnlyTensorSpan<int>()[2, 0, 0]);
        Assert.Equal(6, Tensor.From([[1, 2, 3], [4, 5, 6]]).Permute(1, 0).Unsqueeze(1).AsReadOnlyTensorSpan<int>()[2, 0, 1]);
        Assert.Equal(0, Tensor.Zeros([0, 3]).AsReadOnlyTensorSpan<float>().FlattenedLength);
    }

    [Fact]
    public void WritingThroughASpanWritesTheTensor()
    {
        var x = Tensor.Zeros([2, 3]);
        x.Select(1, 1).AsTensorSpan<float>().Fill(4);
        Assert.Equal([0f, 4f, 0f, 0f, 4f, 0f], x.ToArray<float>());
        Assert.Throws<InvalidOperationException>(() => { x.Clone().AsTensorSpan<int>(); });
        x.RequiresGrad = true;
        Assert.Throws<InvalidOperationException>(() => { x.AsTensorSpan<float>(); });
    }

    [Fact]
    public void ANumericsTensorSharesTheArray()
    {
        double[] array = [1, 2, 3, 4, 5, 6];
        var transposed = Tensor.Wrap(array, [2, 3]).Permute(1, 0).ToNumericsTensor<double>();
        array[3] = 9;
        Assert.Equal(9, transposed[0, 1]);
        var part = Tensor.Wrap(array.AsMemory(2, 4), [2, 2]).ToNumericsTensor<double>();
        part[1, 1] = -1;
        Assert.Equal(-1, array[5]);
        var copy = Tensor.Full([1], 3.0).Expand([2, 2]).ToNumericsTensor<float>();
        Assert.Equal(3, copy[1, 1]);
        Assert.Throws<InvalidOperationException>(() => Tensor.Zeros([1]).ToNumericsTensor<double>());
    }

    [Fact]
    public void ADenseNumericsTensorIsSharedBack()
    {
        var numbers = Numerics.Create<float>([1, 2, 3, 4, 5, 6], [2, 3]);
        var x = numbers.ToAdjoint();
        numbers[1, 2] = 7;
        Assert.Equal([2, 3], x.Shape);
        Assert.Equal([1f, 2f, 3f, 4f, 5f, 7f], x.ToArray<float>());
        x.Fill(2);
        Assert.Equal(2, numbers[0, 0]);
        GC.KeepAlive(x);
    }

    [Fact]
    public void OtherNumericsTensorsAreCopied()
    {
        var numbers = Numerics.Create<int>([1, 2, 3, 4, 5, 6], [2, 3]);
        Assert.Equal([1, 4, 2, 5, 3, 6], Numerics.PermuteDimensions<int>(numbers, [1, 0]).ToAdjoint().ToArray<int>());
        Assert.Equal([2, 3, 5, 6], numbers.AsTensorSpan().Slice(0..2, 1..3).ToAdjoint().ToArray<int>());
        Assert.Equal([2, 3, 5, 6], numbers.Slice(0..2, 1..3).ToAdjoint().ToArray<int>());
        Assert.Equal([0, 3], Numerics.CreateFromShape<int>([0, 3]).ToAdjoint().Shape);
        Assert.True(Numerics.Create<float>([1, 2], [2]).AsReadOnlyTensorSpan().ToAdjoint(requiresGrad: true).RequiresGrad);
        Assert.Throws<NotSupportedException>(() => Numerics.Create<decimal>([1], [1]).ToAdjoint());
    }
}
