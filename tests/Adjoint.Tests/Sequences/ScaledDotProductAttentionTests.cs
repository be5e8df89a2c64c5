using Adjoint.Tests.Operations;
using F = Adjoint.Nn.Functional;

namespace Adjoint.Tests.Sequences;

/// <summary>The kernels of attention against what they mean, in tensor operations.</summary>
public class ScaledDotProductAttentionTests
{
    // Batch, heads of queries and keys, lengths of both, sizes of keys and values: around the edges of vectors, tiles and blocks.
    public static TheoryData<long[]> Cases =>
    [.. (long[][])
    [
        [1, 1, 1, 1, 1, 1, 1], [2, 3, 3, 5, 7, 4, 3], [1, 2, 2, 12, 13, 8, 8], [1, 4, 2, 47, 97, 16, 5], [2, 2, 1, 97, 95, 33, 17],
        [1, 6, 2, 129, 257, 7, 32], [1, 1, 1, 300, 31, 64, 64], [1, 17, 17, 3, 130, 5, 6], [1, 2, 2, 193, 193, 2, 70],
    ]];

    public static TheoryData<long[]> EmptyCases =>
        [.. (long[][])[[0, 2, 2, 3, 4, 5, 6], [2, 2, 2, 0, 4, 5, 6], [2, 2, 2, 3, 0, 5, 6], [2, 2, 2, 3, 4, 5, 0]]];

    [Theory, MemberData(nameof(Cases)), MemberData(nameof(EmptyCases))]
    public void TheKernelComputesWhatItMeans(long[] sizes)
    {
        var (q, k, v) = Inputs(sizes);
        var masks = Masks(q, k).Prepend(null).Append(null);
        foreach (var (number, mask) in masks.Index())
        {
            var isCausal = number == 0;
            Check(q, k, v, mask, isCausal, DType.Float64, 1e-13);
            Check(q, k, v, mask, isCausal, DType.Float32, 2e-5);
        }
    }

    [Fact]
    public void GradientsOfBothOrdersAreRight()
    {
        var (q, k, v) = Inputs([1, 4, 2, 3, 5, 4, 3]);
        foreach (var mask in Masks(q, k).Prepend(null))
        {
            Tensor Call(Tensor[] x) => F.ScaledDotProductAttention(x[0], x[1], x[2], mask, isCausal: mask is null, scale: 0.7, enableGqa: true);
            GradientCheck.First(Call, [q, k, v]);
            GradientCheck.Second(Call, [q, k, v]);
        }
    }

    [Fact]
    public void AMaskCanBeLearned()
    {
        var (q, k, v) = Inputs([2, 2, 2, 3, 4, 5, 3]);
        var mask = new Draw().Uniform([2, 1, 1, 4]);
        GradientCheck.First(x => F.ScaledDotProductAttention(x[0], x[1], x[2], x[3]), [q, k, v, mask]);
        GradientCheck.Second(x => F.ScaledDotProductAttention(x[0], x[1], x[2], x[3]), [q, k, v, mask]);
    }

    [Fact]
    public void AQueryThatSeesNoKeyGivesZerosAndChangesNothing()
    {
        var (q, k, v) = Inputs([1, 2, 2, 4, 5, 3, 3]);
        var mask = Tensor.Ones([4, 5], DType.Bool);
        mask[2] = false;
        foreach (var x in (Tensor[])[q, k, v]) x.RequiresGrad = true;
        var y = F.ScaledDotProductAttention(q, k, v, mask);
        Assert.All(y.Select(-2, 2).ToArray<double>(), element => Assert.Equal(0, element));
        y.Backward(Tensor.OnesLike(y));
        Assert.All(q.Grad!.Select(-2, 2).ToArray<double>(), element => Assert.Equal(0, element));
        Assert.All((Tensor[])[q, k, v], x => Assert.True(x.Grad!.IsFinite().All().Item<bool>()));
    }

    [Fact]
    public void NaNsAndInfinitiesAreNotLost()
    {
        var (q, k, v) = Inputs([1, 1, 1, 3, 40, 4, 4]);
        q[0, 0, 1, 2] = double.NaN;
        var y = F.ScaledDotProductAttention(q, k, v);
        Assert.True(y[0, 0, 1].IsNaN().All().Item<bool>());
        Assert.False(y[0, 0, 0].IsNaN().Any().Item<bool>());
    }

    [Fact]
    public void ALayoutMakesNoDifference()
    {
        var draw = new Draw();
        Tensor q = draw.Uniform([2, 30, 3, 8]), k = draw.Uniform([2, 30, 3, 8]), v = draw.Uniform([8, 3, 30, 2]);
        Tensor[] views = [q.Transpose(1, 2), k.Transpose(1, 2), v.Permute(3, 1, 2, 0)];
        var expected = F.ScaledDotProductAttention(views[0].Clone(), views[1].Clone(), views[2].Clone(), isCausal: true);
        Assert.Equal(expected.ToArray<double>(), F.ScaledDotProductAttention(views[0], views[1], views[2], isCausal: true).ToArray<double>());
    }

    [Fact]
    public void LeadingSizesBroadcast()
    {
        var draw = new Draw();
        Tensor q = draw.Uniform([3, 1, 4, 5]), k = draw.Uniform([2, 6, 5]), v = draw.Uniform([6, 7]);
        var y = F.ScaledDotProductAttention(q, k, v);
        Assert.Equal([3, 2, 4, 7], y.Shape);
        Close(F.ScaledDotProductAttention(q.Expand(3, 2, 4, 5).Clone(), k.Expand(3, 2, 6, 5).Clone(), v.Expand(3, 2, 6, 7).Clone()), y, 1e-14);
        GradientCheck.First(x => F.ScaledDotProductAttention(x[0], x[1], x[2]), [q, k, v]);
    }

    [Fact]
    public void TheNumberOfThreadsMakesNoDifference()
    {
        var (q, k, v) = Inputs([1, 2, 2, 211, 300, 32, 32]);
        var threads = Threads.Count;
        try
        {
            Threads.Count = 1;
            var alone = Results();
            Threads.Count = 5;
            Assert.Equal(alone, Results());
        }
        finally
        {
            Threads.Count = threads;
        }

        double[] Results()
        {
            var leaves = GradientCheck.Leaves([q, k, v]);
            var y = F.ScaledDotProductAttention(leaves[0], leaves[1], leaves[2]);
            y.Backward(Tensor.OnesLike(y));
            return [.. y.ToArray<double>(), .. leaves.SelectMany(x => x.Grad!.ToArray<double>())];
        }
    }

    [Fact]
    public void DroppedWeightsAreScaled()
    {
        Tensor q = Tensor.Zeros([1, 1000, 2]), k = Tensor.Zeros([1, 4, 2]), v = Tensor.Ones([1, 4, 1]);
        var y = F.ScaledDotProductAttention(q, k, v, dropoutP: 0.5);
        Assert.All(y.ToArray<float>(), element => Assert.Contains(element, (float[])[0, 0.5f, 1, 1.5f, 2]));
        Assert.InRange(y.Mean().Item(), 0.9, 1.1);
    }

    [Theory]
    [InlineData(DType.Float16, 2e-3)]
    [InlineData(DType.BFloat16, 2e-2)]
    public void HalfTypesAreRoundedOnce(DType dtype, double tolerance)
    {
        var (q, k, v) = Inputs([1, 2, 2, 5, 7, 8, 8]);
        var (a, b, c) = (q.To(dtype), k.To(dtype), v.To(dtype));
        var y = F.ScaledDotProductAttention(a, b, c);
        Assert.Equal(dtype, y.DType);
        Close(F.ScaledDotProductAttention(a.To(DType.Float64), b.To(DType.Float64), c.To(DType.Float64)), y.To(DType.Float64), tolerance);
    }

    [Fact]
    public void WhatDoesNotFitIsSaid()
    {
        Tensor x = Tensor.Ones([2, 3, 4]), y = Tensor.Ones([2, 3, 5]), mask = Tensor.Ones([3, 3], DType.Bool);
        Assert.Contains("[2, 3, 5]", Assert.Throws<ArgumentException>(() => F.ScaledDotProductAttention(x, y, x)).Message);
        Assert.Contains("not both", Assert.Throws<ArgumentException>(() => F.ScaledDotProductAttention(x, x, x, mask, isCausal: true)).Message);
        Assert.Contains("Int64", Assert.Throws<ArgumentException>(() => F.ScaledDotProductAttention(x, x, x, mask.To(DType.Int64))).Message);
        Assert.Contains("Float64", Assert.Throws<ArgumentException>(() => F.ScaledDotProductAttention(x, x.To(DType.Float64), x)).Message);
        Assert.Contains("divide", Assert.Throws<ArgumentException>(() => F.ScaledDotProductAttention(Tensor.Ones([3, 3, 4]), x, x, enableGqa: true)).Message);
    }

    static void Check(Tensor q, Tensor k, Tensor v, Tensor? mask, bool isCausal, DType dtype, double tolerance)
    {
        Tensor[] inputs = mask is null ? [q, k, v] : [q, k, v, F.AdditiveMask(mask, q.DType).Expand([.. q.Shape.AsSpan()[..^1], k.Size(-2)])];
        var operation = new Ops.ScaledDotProductAttention(0.3, isCausal);
        Tensor[] leaves = GradientCheck.Leaves(inputs[..3]), narrow = GradientCheck.Leaves([.. inputs[..3].Select(x => x.To(dtype))]);
        var expected = operation.Decompose([.. leaves, .. inputs[3..]]);
        var actual = operation.ApplyMany([.. narrow, .. inputs[3..].Select(x => x.To(dtype))])[0];
        Close(expected, actual, tolerance);
        var g = new Draw().Uniform(expected.Shape);
        expected.Backward(g);
        actual.Backward(g.To(dtype));
        for (var i = 0; i < 3; i++) Close(leaves[i].Grad!, narrow[i].Grad!, tolerance * Math.Sqrt(q.Size(-2)));
    }

    static (Tensor Q, Tensor K, Tensor V) Inputs(long[] s)
    {
        var draw = new Draw();
        return (draw.Uniform([s[0], s[1], s[3], s[5]]), draw.Uniform([s[0], s[2], s[4], s[5]]), draw.Uniform([s[0], s[2], s[4], s[6]]));
    }

    static IEnumerable<Tensor> Masks(Tensor q, Tensor k)
    {
        var draw = new Draw();
        yield return draw.Mask([q.Size(-2), k.Size(-2)]);
        yield return draw.Uniform([q.Size(0), 1, 1, k.Size(-2)]);
        yield return draw.Uniform([k.Size(-2), q.Size(-2)]).T;
    }

    static void Close(Tensor expected, Tensor actual, double tolerance)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        foreach (var (x, y) in expected.ToArray<double>().Zip(actual.To(DType.Float64).ToArray<double>()))
            Assert.True(Math.Abs(x - y) <= tolerance * Math.Max(1, Math.Abs(x)), $"{y}, expected {x}");
    }
}
