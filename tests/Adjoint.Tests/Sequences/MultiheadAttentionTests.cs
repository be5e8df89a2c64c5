using Adjoint.Nn;
using Adjoint.Tests.Operations;
using F = Adjoint.Nn.Functional;

namespace Adjoint.Tests.Sequences;

public class MultiheadAttentionTests
{
    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, false)]
    [InlineData(false, true, true)]
    [InlineData(true, true, true)]
    public void WithAndWithoutWeightsTheOutputIsTheSame(bool batchFirst, bool more, bool otherSizes)
    {
        var layer = new MultiheadAttention(
            6, 2, addBiasKv: more, addZeroAttn: more, kdim: otherSizes ? 5 : null, vdim: otherSizes ? 4 : null, batchFirst: batchFirst, dtype: DType.Float64);
        var draw = new Draw();
        Tensor q = draw.Uniform([3, 2, 6]), k = draw.Uniform([4, 2, otherSizes ? 5 : 6]), v = draw.Uniform([4, 2, otherSizes ? 4 : 6]);
        if (batchFirst) (q, k, v) = (q.Transpose(0, 1), k.Transpose(0, 1), v.Transpose(0, 1));
        Tensor padding = Tensor.Zeros([2, 4], DType.Bool), mask = draw.Mask([4, 3, 4]);
        padding[0, 3] = true;
        mask.Select(-1, 0).Fill(false);
        foreach (var attnMask in (Tensor?[])[null, mask, draw.Uniform([3, 4])])
        {
            foreach (var keyPadding in (Tensor?[])[null, padding])
            {
                var (y, weights) = layer.Call(q, k, v, keyPadding, needWeights: true, attnMask);
                var (z, none) = layer.Call(q, k, v, keyPadding, needWeights: false, attnMask);
                Close(y, z);
                Assert.Null(none);
                Assert.Equal([2, 3, more ? 6 : 4], weights!.Shape);
                Close(Tensor.Ones([2, 3], DType.Float64), weights.Sum(-1));
                var (_, each) = layer.Call(q, k, v, keyPadding, needWeights: true, attnMask, averageAttnWeights: false);
                Close(weights, each!.Mean(1));
            }
        }
    }

    [Fact]
    public void OneTensorForAllIsProjectedOnceAndGivesTheSame()
    {
        var layer = new MultiheadAttention(6, 3, dtype: DType.Float64);
        Init.Uniform(layer.InProjBias!, -1, 1);
        Tensor x = new Draw().Uniform([3, 2, 6]), memory = new Draw().Uniform([4, 2, 6]);
        Close(layer.Call(x, x.Clone(), x.Clone()).Output, layer.Call(x, x, x).Output);
        Close(layer.Call(x, memory, memory.Clone()).Output, layer.Call(x, memory, memory).Output);
        GradientCheck.First(t => layer.Call(t[0], t[0], t[0], needWeights: false).Output, [x]);
        GradientCheck.Second(t => layer.Call(t[0], t[0], t[0], needWeights: false).Output, [x]);
    }

    [Fact]
    public void CausalIsTheMaskThatSaysSo()
    {
        var layer = new MultiheadAttention(4, 2, dtype: DType.Float64);
        var x = new Draw().Uniform([5, 2, 4]);
        var mask = Tensor.Ones([5, 5], DType.Bool).Triu(1);
        foreach (var needWeights in (bool[])[false, true])
            Close(layer.Call(x, x, x, needWeights: needWeights, attnMask: mask).Output, layer.Call(x, x, x, needWeights: needWeights, isCausal: true).Output);
    }

    [Fact]
    public void WithoutABatchItIsABatchOfOne()
    {
        var layer = new MultiheadAttention(4, 2, batchFirst: true, dtype: DType.Float64);
        var x = new Draw().Uniform([5, 4]);
        var padding = Tensor.Zeros([5], DType.Bool);
        padding[4] = true;
        var (y, weights) = layer.Call(x, x, x, padding);
        var (z, batched) = layer.Call(x.Unsqueeze(0), x.Unsqueeze(0), x.Unsqueeze(0), padding.Unsqueeze(0));
        Close(z[0], y);
        Close(batched![0], weights!);
    }

    [Fact]
    public void WhatDoesNotFitIsSaid()
    {
        var layer = new MultiheadAttention(4, 2);
        var x = Tensor.Ones([3, 2, 4]);
        Assert.Contains("[3, 2, 5]", Assert.Throws<ArgumentException>(() => layer.Call(x, x, Tensor.Ones([3, 2, 5]))).Message);
        Assert.Contains("[4, 3, 3]", Assert.Throws<ArgumentException>(() => layer.Call(x, x, x, attnMask: Tensor.Ones([2, 3, 3], DType.Bool))).Message);
        Assert.Contains("[2, 3]", Assert.Throws<ArgumentException>(() => layer.Call(x, x, x, Tensor.Ones([3, 2], DType.Bool))).Message);
        Assert.Contains("divide", Assert.Throws<ArgumentException>(() => new MultiheadAttention(4, 3)).Message);
    }

    [Fact]
    public void PositionsAreWavesOfGrowingLength()
    {
        var encoding = F.SinusoidalEncoding(7, 5, DType.Float64).ToArray<double>();
        for (var t = 0; t < 7; t++)
        {
            for (var i = 0; i < 5; i++)
            {
                var angle = t / Math.Pow(10000, i / 2 * 2 / 5.0);
                Assert.Equal(i % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle), encoding[t * 5 + i], 1e-12);
            }
        }
        var x = Tensor.Zeros([7, 3, 5], DType.Float64);
        Assert.Equal(encoding, new SinusoidalPositionalEncoding().Call(x).Select(1, 2).ToArray<double>());
        Assert.Equal(encoding, new SinusoidalPositionalEncoding(batchFirst: true).Call(x.Transpose(0, 1))[1].ToArray<double>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void RotatedProductsDependOnTheDistanceOnly(bool interleaved)
    {
        var draw = new Draw();
        Tensor q = draw.Uniform([1, 6]).Expand(9, 6), k = draw.Uniform([1, 6]).Expand(9, 6);
        var products = F.RotaryEmbedding(q, interleaved: interleaved).Matmul(F.RotaryEmbedding(k, interleaved: interleaved).T).ToArray<double>();
        for (var i = 1; i < 9; i++)
        {
            for (var j = 1; j < 9; j++) Assert.Equal(products[(i - 1) * 9 + j - 1], products[i * 9 + j], 1e-12);
        }
        Assert.NotEqual(products[0], products[1], 1e-3);
        Close(F.RotaryEmbedding(q, interleaved: interleaved).Narrow(0, 4, 5), F.RotaryEmbedding(q.Narrow(0, 0, 5), interleaved: interleaved, offset: 4));
        GradientCheck.First(x => F.RotaryEmbedding(x[0], interleaved: interleaved), [draw.Uniform([2, 3, 4])]);
    }

    static void Close(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        foreach (var (x, y) in expected.ToArray<double>().Zip(actual.ToArray<double>())) Assert.Equal(x, y, 1e-12);
    }
}
