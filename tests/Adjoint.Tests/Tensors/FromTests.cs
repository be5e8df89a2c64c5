namespace Adjoint.Tests.Tensors;

public class FromTests
{
    [Fact]
    public void ArraysOfEveryRankKeepTheirOrder()
    {
        Assert.Equal([1, 2, 3], Tensor.From(new[] { 1, 2, 3 }).ToArray<int>());
        Check(Tensor.From(new[,] { { 1, 2, 3 }, { 4, 5, 6 } }), [2, 3]);
        Check(Tensor.From(new[, ,] { { { 1, 2 }, { 3, 4 }, { 5, 6 } } }), [1, 3, 2]);
        Check(Tensor.From(new[, , ,] { { { { 1 }, { 2 }, { 3 } } }, { { { 4 }, { 5 }, { 6 } } } }), [2, 1, 3, 1]);
        Check(Tensor.From<int>([[1, 2, 3], [4, 5, 6]]), [2, 3]);
        Check(Tensor.From(new[] { 1, 2, 3, 4, 5, 6 }, [3, 2]), [3, 2]);
        Check(Tensor.From((ReadOnlySpan<int>)[1, 2, 3, 4, 5, 6], [1, 6]), [1, 6]);
        Check(Tensor.From((ReadOnlyMemory<int>)new[] { 0, 1, 2, 3, 4, 5, 6 }.AsMemory(1), [6, 1]), [6, 1]);
        Check(Tensor.From((ReadOnlyMemory<int>)new[] { 1, 2, 3, 4, 5, 6 }), [6]);

        static void Check(Tensor made, Shape shape)
        {
            Assert.Equal((shape, DType.Int32), (made.Shape, made.DType));
            Assert.Equal([1, 2, 3, 4, 5, 6], made.ToArray<int>());
        }
    }

    [Fact]
    public void ACopyIsNotTheArray()
    {
        float[] array = [1, 2];
        var x = Tensor.From(array, requiresGrad: true);
        array[0] = 5;
        Assert.Equal([1f, 2f], x.ToArray<float>());
        Assert.True(x.RequiresGrad);
    }

    [Fact]
    public void EmptyArraysKeepTheirSizes()
    {
        Assert.Equal([0, 3], Tensor.From(new double[0, 3]).Shape);
        Assert.Equal([2, 0], Tensor.From<double>([[], []]).Shape);
        Assert.Equal([0, 0], Tensor.From(Array.Empty<double[]>()).Shape);
        Assert.Equal([0], Tensor.From<double>([]).Shape);
    }

    [Fact]
    public void WhatDoesNotFitIsNamed()
    {
        Assert.Contains("row 1 has 3 elements and row 0 has 2", Assert.Throws<ArgumentException>(() => Tensor.From<int>([[1, 2], [1, 2, 3]])).Message);
        Assert.Contains("row 0 is null", Assert.Throws<ArgumentException>(() => Tensor.From<int>([null!, [1]])).Message);
        Assert.Contains("5 elements do not fill shape [2, 3]", Assert.Throws<ArgumentException>(() => Tensor.From(new int[5], [2, 3])).Message);
        Assert.Throws<NotSupportedException>(() => Tensor.From(new[] { 'a' }));
        Assert.Throws<NotSupportedException>(() => Tensor.From(new[] { 1m }));
        Assert.Throws<ArgumentNullException>(() => Tensor.From((int[])null!));
        Assert.Throws<ArgumentNullException>(() => Tensor.From((int[,])null!));
    }

    [Fact]
    public void EveryElementTypeIsKept()
    {
        (Tensor Made, DType DType)[] cases =
        [
            (new[] { 1f }, DType.Float32), (new[] { 1d }, DType.Float64), (new[] { (Half)1 }, DType.Float16), (new[] { (BFloat16)1f }, DType.BFloat16),
            (new sbyte[] { 1 }, DType.Int8), (new short[] { 1 }, DType.Int16), (new[] { 1 }, DType.Int32), (new[] { 1L }, DType.Int64),
            (new byte[] { 1 }, DType.UInt8), (new[] { true }, DType.Bool), (new[,] { { 1f } }, DType.Float32), (new[,,] { { { 1d } } }, DType.Float64),
        ];
        Assert.All(cases, c => Assert.Equal(c.DType, c.Made.DType));
        Assert.All(cases, c => Assert.Equal(1, c.Made.Item()));
    }

    [Fact]
    public void NumbersBecomeTheDefaultOfTheirKind()
    {
        (Tensor Made, DType DType)[] cases =
        [
            (1f, DType.Float32), (1d, DType.Float32), ((Half)1, DType.Float32), (1, DType.Int64), (1L, DType.Int64), ((byte)1, DType.Int64),
            ((sbyte)1, DType.Int64), ((short)1, DType.Int64), (1u, DType.Int64), (true, DType.Bool), ((Scalar)1.5f, DType.Float32),
        ];
        Assert.All(cases, c => Assert.Equal((c.DType, 0), (c.Made.DType, c.Made.Rank)));
    }

    [Fact]
    public void ATensorFromANumberTakesPartInPromotionAsATensor()
    {
        var half = Tensor.Ones([], DType.Float16);
        Assert.Equal(DType.Float32, (half + Tensor.From(1.5)).DType);
        Assert.Equal(DType.Float16, (half + 1.5).DType);
        Assert.Equal(0.1, Tensor.From(0.1, DType.Float64).Item());
    }
}
