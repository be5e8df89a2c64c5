namespace Adjoint.Tests.Layouts;

public class LayoutTests
{
    static Tensor Numbers(params long[] shape) => Tensor.Arange(new Shape(shape).Count).Reshape(shape).To(DType.Float32);

    static float[] Elements(Tensor x) => x.ToArray<float>();

    public static TheoryData<string> Views => [.. s_views.Keys];

    static readonly Dictionary<string, Func<Tensor, Tensor>> s_views = new()
    {
        ["View"] = x => x.View(4, -1),
        ["ViewAs"] = x => x.ViewAs(Tensor.Zeros([24])),
        ["ReshapeAs"] = x => x.ReshapeAs(Tensor.Zeros([6, 4])),
        ["Flatten"] = x => x.Flatten(1),
        ["Unflatten"] = x => x.Unflatten(2, 2, -1),
        ["Squeeze"] = x => x.Unsqueeze(1).Squeeze(1),
        ["Permute"] = x => x.Permute(2, 0, 1),
        ["T"] = x => x.T,
        ["Mt"] = x => x.Mt,
        ["Movedim"] = x => x.Movedim(0, -1),
        ["Expand"] = x => x.Expand(2, 2, 3, 4),
        ["Narrow"] = x => x.Narrow(1, 1, 2),
        ["Split"] = x => x.Split(2, 1)[1],
        ["Chunk"] = x => x.Chunk(2, 2)[1],
        ["Unbind"] = x => x.Unbind(1)[2],
        ["Diagonal"] = x => x.Diagonal(-1, 1, 2),
        ["Meshgrid"] = x => Tensor.Meshgrid([x[0, 0], x[0, 1]])[1],
        ["BroadcastTensors"] = x => Tensor.BroadcastTensors(x, Tensor.Zeros([2, 1, 1, 1]))[0],
    };

    [Theory, MemberData(nameof(Views))]
    public void AViewSharesMemory(string name)
    {
        var x = Numbers(2, 3, 4);
        var view = s_views[name](x);
        x += 100;
        Assert.Same(x.Storage, view.Storage);
        Assert.All(Elements(view), element => Assert.True(element >= 100));
    }

    [Fact]
    public void ContiguityIsKnown()
    {
        var x = Numbers(2, 3, 4);
        Assert.True(x.Flatten().IsContiguous && x[1].IsContiguous && x.Unsqueeze(1).IsContiguous && x.Narrow(0, 1, 1).IsContiguous);
        Assert.False(x.T.IsContiguous || x.Narrow(1, 0, 2).IsContiguous || x.Expand(2, 2, 3, 4).IsContiguous || x.Diagonal().IsContiguous);
        Assert.True(x.T.Contiguous().IsContiguous);
    }

    [Fact]
    public void AViewThatWouldHaveToBeACopySaysSo()
    {
        var x = Numbers(2, 3).T;
        Assert.Contains("Reshape", Assert.Throws<ArgumentException>(() => x.View(-1)).Message, StringComparison.Ordinal);
        Assert.Equal([0, 3, 1, 4, 2, 5], Elements(x.Reshape(-1)));
        Assert.NotSame(x.Storage, x.Reshape(-1).Storage);
        Assert.Throws<ArgumentException>(() => x.View(4));
    }

    [Fact]
    public void OneSizeMayBeLeftOutIfItCanBeWorkedOut()
    {
        Assert.Equal([3, 2], Numbers(6).Reshape(-1, 2).Shape);
        Assert.Equal([0, 3], Numbers(0, 2).Reshape(-1, 3).Shape);
        foreach (var shape in (long[][])[[-1, -1], [4, -1], [7], [-2, -3]]) Assert.Throws<ArgumentException>(() => Numbers(6).Reshape(shape));
        Assert.Throws<ArgumentException>(() => Numbers(0).Reshape(0, -1));
    }

    [Fact]
    public void OnlyDimensionsOfSizeOneAreSqueezed()
    {
        var x = Numbers(1, 3, 1);
        Assert.Equal([3], x.Squeeze().Shape);
        Assert.Equal([3, 1], x.Squeeze(0).Shape);
        Assert.Equal([1, 3, 1], x.Squeeze(1).Shape);
        Assert.Equal([3], x.Squeeze(0, -1).Shape);
        Assert.Equal([], Tensor.From(1).Squeeze(0).Shape);
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Squeeze(3));
        Assert.Throws<ArgumentException>(() => x.Squeeze(0, -3));
    }

    [Fact]
    public void OutputsNobodyUsedCountAsZeroInTheGradient()
    {
        var x = Numbers(5, 2).To(DType.Float64);
        x.RequiresGrad = true;
        var parts = x.Split(2);
        Assert.Equal([2, 2, 1], parts.Select(part => part.Size(0)));
        (parts[1] * 3).Sum().Backward();
        Assert.Equal([0, 0, 0, 0, 3, 3, 3, 3, 0, 0], x.Grad!.ToArray<double>());
        x.Grad = null;
        x.Unbind(1)[1].Sum().Backward();
        Assert.Equal([0, 1, 0, 1, 0, 1, 0, 1, 0, 1], x.Grad!.ToArray<double>());
        Assert.Equal("Unbind", x.Unbind(1)[1].GradFn);
    }

    [Fact]
    public void PartsAreMadeAsPyTorchMakesThem()
    {
        static long[] Lengths(Tensor[] parts) => [.. parts.Select(part => part.Size(0))];
        Assert.Equal([2, 2, 1], Lengths(Numbers(5).Chunk(3)));
        Assert.Equal([2, 2, 2], Lengths(Numbers(6).Chunk(4)));
        Assert.Equal([0, 0, 0], Lengths(Numbers(0).Chunk(3)));
        Assert.Equal([5], Lengths(Numbers(5).Split(9)));
        Assert.Equal([0], Lengths(Numbers(0).Split(0)));
        Assert.Equal([2, 0, 3], Lengths(Numbers(5).Split([2, 0, 3])));
        Assert.Empty(Numbers(0, 3).Unbind());
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbers(5).Split(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbers(5).Split(-1));
        Assert.Throws<ArgumentException>(() => Numbers(5).Split([2, 2]));
        Assert.Throws<ArgumentException>(() => Numbers(5).Split([6, -1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbers(5).Chunk(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.From(1).Unbind());
    }

    [Fact]
    public void AnEmptyVectorStandsBesideAnythingThatIsJoined()
    {
        var (x, nothing) = (Numbers(2, 3), Tensor.Zeros([0], DType.Float64));
        Assert.Equal([2, 6], Tensor.Cat([nothing, x, nothing, x], 1).Shape);
        Assert.Equal(DType.Float64, Tensor.Cat([nothing, x], 1).DType);
        Assert.Equal([0], Tensor.Cat([nothing, nothing]).Shape);
        Assert.Equal([2, 3], Tensor.Cat([x, Numbers(2, 0)], 1).Shape);
        Assert.Throws<ArgumentException>(() => Tensor.Cat([x, Numbers(3, 0)], 1));
        Assert.Throws<ArgumentException>(() => Tensor.Cat([x, Numbers(3)]));
        Assert.Throws<ArgumentException>(() => Tensor.Cat([Tensor.From(1)]));
        Assert.Throws<ArgumentException>(() => Tensor.Cat([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Cat([x], 2));
        Assert.Throws<ArgumentNullException>(() => Tensor.Cat([x, null!]));
    }

    [Theory]
    [InlineData(DType.Float32), InlineData(DType.Float64), InlineData(DType.BFloat16), InlineData(DType.Bool)]
    public void WhatIsJoinedIsFoundWhereItWasPut(DType dtype)
    {
        foreach (var (rows, sizes) in new (long, long[])[]
            { (1, [3, 4]), (2, [1, 1]), (37, [100, 0, 33, 7]), (2501, [64, 65, 63]), (5, [5000, 3001]), (700, [8, 9, 8, 8]) })
        {
            var parts = sizes.Select(size => (Tensor.Rand([rows, size]) - 0.5).To(dtype)).ToArray();
            var (tail, transposed) = (parts[1..], parts[0].T.Contiguous().T);
            foreach (var first in new[] { parts[0], transposed })
            {
                var joined = Tensor.Cat([first, .. tail], 1);
                Assert.Equal([rows, sizes.Sum()], joined.Shape);
                foreach (var (part, found) in parts.Zip(joined.Split(sizes, 1))) Assert.True(Tensor.Equal(part, found));
            }
            var stacked = Tensor.Stack([parts[0], transposed, parts[0]], 1);
            Assert.Equal([rows, 3, sizes[0]], stacked.Shape);
            foreach (var found in stacked.Unbind(1)) Assert.True(Tensor.Equal(parts[0], found));
        }
    }

    [Fact]
    public void JoiningPromotesTypesAndSendsEachGradientBackInItsOwn()
    {
        var (a, b) = (Numbers(2), Numbers(2).To(DType.Float64));
        a.RequiresGrad = b.RequiresGrad = true;
        var y = Tensor.Stack([a, b, Tensor.Arange(2)]);
        Assert.Equal(DType.Float64, y.DType);
        (y * y).Sum().Backward();
        Assert.Equal((DType.Float32, DType.Float64), (a.Grad!.DType, b.Grad!.DType));
        Assert.Equal([0.1], Tensor.Stack([0.1, Tensor.Zeros([], DType.Float64)])[..1].ToArray<double>());
    }

    [Fact]
    public void TheSecondDerivativeGoesThroughSplitAndJoin()
    {
        var x = Tensor.From(new[] { 1.0, 2, 3, 4 });
        Adjoint.Autograd.GradGradCheck(t => t.Split(2) is var p ? p[0] * p[1] * p[1] : t, x);
        Adjoint.Autograd.GradGradCheck(t => Tensor.Stack([t, t * t], 1).Unbind(1)[1] * t.Flip(0), x);
    }

    [Fact]
    public void RepeatingIsAlwaysACopy()
    {
        var x = Numbers(1);
        var y = x.Repeat(3);
        y[0] = 5;
        Assert.Equal([5, 0, 0], Elements(y));
        Assert.NotSame(x.Storage, x.Tile(1).Storage);
        Assert.Equal([0, 1, 0, 1, 0, 1, 0, 1], Elements(Numbers(2).Repeat(2, 2)));
        Assert.Equal([2, 0], Numbers(1, 3).Repeat(2, 0).Shape);
        Assert.Throws<ArgumentException>(() => Numbers(2, 2).Repeat(2));
        Assert.Throws<ArgumentException>(() => x.Repeat(-1));
    }

    [Fact]
    public void IndicesAreRepeatedOneAfterTheOther()
    {
        var x = Numbers(3);
        Assert.Equal([0, 0, 1, 1, 2, 2], Elements(x.RepeatInterleave(2)));
        Assert.Equal([1, 2, 2, 2], Elements(x.RepeatInterleave(Tensor.From(new[] { 0, 1, 3 }))));
        Assert.Equal([0, 0, 1, 1, 2, 2], Elements(x.RepeatInterleave(Tensor.From(2))));
        Assert.Throws<ArgumentException>(() => x.RepeatInterleave(Tensor.From(new[] { 1, 2 })));
        Assert.Throws<ArgumentException>(() => x.RepeatInterleave(Tensor.From(new[] { 1, -2, 1 })));
        Assert.Throws<ArgumentException>(() => x.RepeatInterleave(Tensor.From(new[] { 1.5f, 2, 1 })));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.RepeatInterleave(-1));
    }

    [Fact]
    public void DiagonalsAreTakenAndPut()
    {
        var x = Numbers(2, 3);
        Assert.Equal([1, 5], Elements(x.Diagonal(1)));
        Assert.Equal([3], Elements(x.Diagonal(-1)));
        Assert.Equal([0], x.Diagonal(7).Shape);
        Assert.Equal([0], x.Diagonal(-7).Shape);
        Assert.Equal([0], x.Diagonal(long.MaxValue).Shape);
        Assert.Equal([0], x.Diagonal(long.MinValue).Shape);
        Assert.Equal([0, 7, 0, 0, 0, 8, 0, 0, 0], Elements(Tensor.From(new[] { 7f, 8f }).Diag(1)));
        Assert.Equal(4, x.Trace().Item());
        Assert.Equal(DType.Int64, x.To(DType.Int8).Trace().DType);
        Assert.Throws<ArgumentException>(() => x.Diagonal(0, 1, -1));
        Assert.Throws<ArgumentException>(() => x.Unsqueeze(0).Trace());
        Assert.Throws<ArgumentException>(() => x.Unsqueeze(0).Diag());
    }

    [Fact]
    public void TrianglesAreCutAnywhere()
    {
        var x = Numbers(3, 3) + 1;
        Assert.Equal([1, 0, 0, 4, 5, 0, 7, 8, 9], Elements(x.Tril()));
        Assert.Equal([0, 2, 3, 0, 0, 6, 0, 0, 0], Elements(x.Triu(1)));
        Assert.Equal(Elements(x), Elements(x.Tril(long.MaxValue)));
        Assert.Equal(new float[9], Elements(x.Tril(long.MinValue)));
        Assert.Equal(Elements(x), Elements(x.Triu(long.MinValue)));
        Assert.Equal([1, 0, 0, 2, 5, 0, 3, 6, 9], Elements(x.T.Tril()));
        Assert.Equal([1.0], (x[..1, ..1] / x[..1, ..1]).Tril().ToArray<double>());
        Assert.Equal(0, Tensor.Full([2, 2], double.NaN).Triu(2).Sum().Item());
        Assert.Throws<ArgumentException>(() => Numbers(3).Tril());
    }

    [Fact]
    public void RollingWrapsAround()
    {
        var x = Numbers(2, 3);
        Assert.Equal([2, 0, 1, 5, 3, 4], Elements(x.Roll(1, 1)));
        Assert.Equal([5, 0, 1, 2, 3, 4], Elements(x.Roll(1)));
        Assert.Equal([4, 5, 3, 1, 2, 0], Elements(x.Roll([-1, -1], [0, 1])));
        Assert.Equal(Elements(x), Elements(x.Roll(long.MinValue, 0)));
        Assert.NotSame(x.Storage, x.Roll(3, 1).Storage);
        Assert.Throws<ArgumentException>(() => x.Roll([1, 1], [0]));
    }

    [Fact]
    public void DimensionsMoveAndTheOthersKeepTheirOrder()
    {
        var x = Numbers(2, 3, 4, 5);
        Assert.Equal([3, 4, 2, 5], x.Movedim(0, 2).Shape);
        Assert.Equal([5, 3, 4, 2], x.Movedim([0, 3], [-1, 0]).Shape);
        Assert.Equal([5, 3, 4, 2], x.Swapaxes(0, -1).Shape);
        Assert.Throws<ArgumentException>(() => x.Movedim([0, 0], [1, 2]));
        Assert.Throws<ArgumentException>(() => x.Movedim([0, 1], [2, -2]));
        Assert.Throws<ArgumentException>(() => x.Movedim([0, 1], [2]));
    }

    [Fact]
    public void AGridHasACoordinateForEachDimension()
    {
        var (a, b) = (Numbers(2), Numbers(3));
        Assert.Equal([0, 0, 0, 1, 1, 1], Elements(Tensor.Meshgrid([a, b])[0]));
        Assert.Equal([0, 1, 0, 1, 0, 1], Elements(Tensor.Meshgrid([a, b], MeshgridIndexing.Xy)[0]));
        Assert.Equal([3, 2], Tensor.Meshgrid([a, b], MeshgridIndexing.Xy)[1].Shape);
        Assert.Throws<ArgumentException>(() => Tensor.Meshgrid([a, b.To(DType.Float64)]));
        Assert.Throws<ArgumentException>(() => Tensor.Meshgrid([Numbers(2, 2)]));
        Assert.Throws<ArgumentException>(() => Tensor.Meshgrid([]));
    }

    [Fact]
    public void WrongShapesAreRefused()
    {
        var x = Numbers(2, 3);
        Assert.Throws<ArgumentException>(() => x.Flatten(1, 0));
        Assert.Throws<ArgumentException>(() => x.Unflatten(1, 2, -1));
        Assert.Throws<ArgumentException>(() => x.Unflatten(1));
        Assert.Throws<ArgumentException>(() => x.Expand(-1, 2, 3));
        Assert.Throws<ArgumentException>(() => x.Expand(2, 4));
        Assert.Throws<ArgumentException>(() => Tensor.Stack([x, x.T]));
        Assert.Throws<ArgumentException>(() => Tensor.BroadcastTensors(x, Numbers(4)));
        Assert.Throws<ArgumentException>(() => x.Rot90(1, 0, -2));
        Assert.Throws<ArgumentException>(() => x.Flip(0, -2));
        Assert.Throws<InvalidOperationException>(() => Numbers(3).Mt);
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Narrow(1, 2, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Narrow(1, 1, long.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Select(0, 2));
    }
}
