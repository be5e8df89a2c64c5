using Adjoint.Cpu;

namespace Adjoint.Tests.Indexing;

public class IndexerTests
{
    static Tensor Numbers(params long[] shape) => Tensor.Arange(new Shape(shape).Count).Reshape(shape).To(DType.Float32);

    static float[] Elements(Tensor x) => x.ToArray<float>();

    [Fact]
    public void NumbersAndRangesGiveViews()
    {
        var x = Numbers(3, 4);
        foreach (var view in (Tensor[])[x[1], x[^1], x[1..], x[.., ^2..], x[Slice.Step(2), 1], x[Slice.NewAxis], x[Tensor.From(1)]])
            Assert.Same(x.Storage, view.Storage);
        x[1][2] = 50;
        Assert.Equal(50, x[1, 2].Item());
        Assert.False(x[.., 1..].IsContiguous);
        Assert.True(x[1..].IsContiguous);
    }

    [Fact]
    public void MasksAndIndexTensorsGiveCopies()
    {
        var x = Numbers(3);
        foreach (var copy in (Tensor[])[x[x.Gt(0)], x[new[] { 0, 1 }], x[Tensor.From(true)]]) Assert.NotSame(x.Storage, copy.Storage);
    }

    [Fact]
    public void TheFirstDotsStandForWhatIsLeftAndFurtherOnesForADimension()
    {
        var x = Numbers(2, 3, 4, 5);
        Assert.Equal([2, 3, 4], x[.., 0].Shape);
        Assert.Equal([2, 3, 5], x[.., 0, ..].Shape);
        Assert.Equal([3, 5], x[0, .., 1, ..].Shape);
        Assert.Equal([2, 3, 4, 5], x[.., .., .., ..].Shape);
        Assert.Equal([2, 4, 5], x[Slice.All, 1, Slice.Ellipsis].Shape);
        Assert.Equal([2, 3, 4, 5, 1], x[.., Slice.NewAxis].Shape);
        Assert.Equal([], Tensor.From(1)[..].Shape);
        Assert.Throws<ArgumentException>(() => x[.., .., .., .., .., ..]);
    }

    [Fact]
    public void RangesAreCutOffAndMayBeEmpty()
    {
        var x = Numbers(5);
        Assert.Equal([3, 4], Elements(x[3..9]));
        Assert.Equal([0], x[4..2].Shape);
        Assert.Equal([0, 1], Elements(x[^9..2]));
        Assert.Equal([1, 4], Elements(x[Slice.Range(-4, null, 3)]));
        Assert.Equal([4], Elements(x[Slice.Range(4, long.MaxValue, long.MaxValue)]));
        Assert.Equal([0], x[Slice.Range(null, long.MinValue)].Shape);
        Assert.Throws<ArgumentOutOfRangeException>(() => Slice.Step(-1));
    }

    [Fact]
    public void NumbersComeBeforeIndexTensorsAsInPyTorch()
    {
        var x = Numbers(2, 3, 4);
        var i = Tensor.From(new[] { 0, 3 });
        Assert.Equal([3, 2], x[1, .., i].Shape); // NumPy: [2, 3]
        Assert.Equal([2, 3], x[new[] { 0, 1 }, .., i].Shape);
        Assert.Equal([2, 1, 4], x[new[] { 0, 1 }, Slice.NewAxis, new[] { 0, 1 }].Shape);
        Assert.Equal([2, 4], x[1, new[] { 0, 1 }].Shape);
    }

    [Fact]
    public void EveryIntegerTypeIndexes()
    {
        var x = Numbers(4);
        foreach (var dtype in (DType[])[DType.Int8, DType.Int16, DType.Int32, DType.Int64])
            Assert.Equal([3, 1], Elements(x[Tensor.From(new[] { -1, 1 }).To(dtype)]));
        Assert.Equal([2], Elements(x[new[] { false, false, true, false }]));
    }

    [Fact]
    public void CompoundAssignmentToAViewAddsOnce()
    {
        var x = Numbers(3);
        x[0] += 1;
        x[1..] *= 2;
        Assert.Equal([1, 2, 4], Elements(x));
    }

    [Fact]
    public void CompoundAssignmentThroughAMaskReachesTheTensor()
    {
        var x = Numbers(4);
        x[x.Gt(1)] += 10;
        x[new[] { 0, 3 }] -= 1;
        Assert.Equal([-1, 1, 12, 12], Elements(x));
    }

    [Fact]
    public void ValuesThatLieInTheTensorItselfAreReadBeforeTheyAreWrittenOver()
    {
        var x = Numbers(5);
        x[1..] = x[..^1];
        Assert.Equal([0, 0, 1, 2, 3], Elements(x));
        x = Numbers(5);
        x[..^1] = x[1..];
        Assert.Equal([1, 2, 3, 4, 4], Elements(x));
        x = Numbers(2, 2);
        x[..] = x.T;
        Assert.Equal([0, 2, 1, 3], Elements(x));
        x = Numbers(4);
        x[new[] { 3, 2, 1, 0 }] = x;
        Assert.Equal([3, 2, 1, 0], Elements(x));
        var i = Tensor.From(new long[] { 2, 0, 1 });
        i[i] = i.Clone();
        Assert.Equal([0, 1, 2], i.ToArray<long>());
    }

    [Fact]
    public void TheLastOfSeveralValuesForOneElementWins()
    {
        var x = Numbers(3);
        x[new[] { 1, 1, 1 }] = Tensor.From(new[] { 5f, 6f, 7f });
        Assert.Equal([0, 7, 2], Elements(x));
    }

    [Fact]
    public void ALiteralKeepsAllItsDigits()
    {
        var x = Tensor.Zeros([4], DType.Float64);
        x[0] = 0.1;
        x[x.Eq(0)] = 0.3;
        x[new[] { 2 }] = 0.7;
        Assert.Equal([0.1, 0.3, 0.7, 0.3], x.ToArray<double>());
        Assert.Equal([0.1, 0.1], Tensor.Zeros([2], DType.Float64).IndexPut([new[] { 0, 1 }], 0.1).ToArray<double>());
    }

    [Fact]
    public void ValuesBroadcastAndMayHaveLeadingDimensionsOfSizeOne()
    {
        var x = Numbers(2, 3);
        x[1] = Tensor.From(new[] { 7f, 8f, 9f }).Reshape(1, 1, 3);
        Assert.Equal([0, 1, 2, 7, 8, 9], Elements(x));
        x[.., new[] { 0, 2 }] = Tensor.From(new[] { -1f, -2f }).Unsqueeze(1);
        Assert.Equal([-1, 1, -1, -2, 8, -2], Elements(x));
        x[x.Lt(0)] = Tensor.From(new[,] { { 1f, 2f, 3f, 4f } });
        Assert.Equal([1, 1, 2, 3, 8, 4], Elements(x));
    }

    [Fact]
    public void ErrorsNameTheIndexTheDimensionAndTheSize()
    {
        var x = Numbers(2, 3);
        void Says(string part, Action action) => Assert.Contains(part, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);
        Says("index 3 is not within dimension 1 of size 3", () => _ = x[0, 3]);
        Says("index ^3 is not within dimension 0 of size 2", () => _ = x[-3]);
        Says("index -4 is not within dimension 1 of size 3", () => _ = x[1, new[] { 0, -4 }]);
        Says("index 2 is not within dimension 0 of size 2", () => _ = x[Tensor.From(2)]);
        Says("index 0 is not within dimension 0 of size 0", () => _ = Numbers(0)[new[] { 0 }]);
        Says("3 dimensions are indexed, but a tensor of shape [2, 3] has 2", () => _ = x[0, 0, 0]);
        Says("mask of shape [2] does not fit dimension 1 of shape [2, 3]", () => _ = x[.., new[] { true, false }]);
        Says("mask of shape [3, 2] does not fit dimension 0 to 1", () => _ = x[Numbers(3, 2).Gt(0)]);
        Says("Float32 tensor is no index", () => _ = x[Numbers(2)]);
        Says("UInt8 tensor is no index", () => _ = x[Numbers(2).To(DType.UInt8)]);
        Says("shapes [2], [3] do not broadcast", () => _ = x[new[] { 0, 1 }, new[] { 0, 1, 2 }]);
        Says("values of shape [2] do not broadcast to what is indexed, of shape [3]", () => x[0] = Numbers(2));
        Says("values of shape [2] do not broadcast to what is indexed, of shape [1, 3]", () => x[new[] { 0 }] = Numbers(2));
        Assert.Throws<ArgumentNullException>(() => x[(Tensor)null!]);
        Assert.Throws<ArgumentNullException>(() => x[0] = null!);
    }

    [Fact]
    public void AnAssignmentThatFailsHasChangedNothing()
    {
        var x = Numbers(3);
        Assert.Throws<ArgumentOutOfRangeException>(() => x[new[] { 0, 1, 3 }] = 9);
        Assert.Equal([0, 1, 2], Elements(x));
        Assert.Equal(0, x.Storage.Version);
    }

    [Fact]
    public void ATrackedTensorIsNotAssignedToButSaysHow()
    {
        var x = Numbers(3);
        x.RequiresGrad = true;
        var y = x * 2;
        foreach (var action in (Action[])[() => x[0] = 1, () => y[0] = 1, () => Numbers(3)[0] = y[0], () => y[0] += 1])
            Assert.Throws<InvalidOperationException>(action);
        Assert.Contains("IndexPut", Assert.Throws<InvalidOperationException>(() => y[y.Gt(0)] = 1).Message, StringComparison.Ordinal);
        using (Adjoint.Autograd.NoGrad()) x[0] = 1;
        Assert.Equal([1, 1, 2], Elements(x));
        Assert.True(x.IsLeaf && x.RequiresGrad);
    }

    [Fact]
    public void EachAssignmentBumpsTheVersionOnceSoThatABackwardPassNotices()
    {
        var x = Numbers(3);
        x.RequiresGrad = true;
        var y = (x * x).Sum();
        using (Adjoint.Autograd.NoGrad())
        {
            x[0] = 5;
            x[new[] { 1 }] = 5;
            x[1..][0] = 5;
        }
        Assert.Equal(3, x.Storage.Version);
        Assert.Throws<InvalidOperationException>(() => y.Backward());
    }

    [Fact]
    public void TheBackwardPassNoticesNoChangeOfTheIndices()
    {
        var x = Numbers(3);
        x.RequiresGrad = true;
        var i = Tensor.From(new[] { 2L, 2L });
        var y = x[i].Sum();
        i[..] = 100; // what was read stays known
        y.Backward();
        Assert.Equal([0, 0, 2], Elements(x.Grad!));
    }

    [Fact]
    public void RepeatedMemoryIsNotWrittenTo()
    {
        var x = Numbers(1).Expand(3);
        Assert.Throws<InvalidOperationException>(() => x[..2] = 1);
        x[0] = 4; // one element, as in PyTorch
        Assert.Equal([4, 4, 4], Elements(x));
    }

    [Theory]
    [InlineData(new long[] { 70_000 }, 0)]
    [InlineData(new long[] { 40, 90, 30 }, 0)]
    [InlineData(new long[] { 40, 90, 30 }, 1)]
    [InlineData(new long[] { 40, 90, 30 }, 2)]
    [InlineData(new long[] { 3, 3, 9000 }, 0)]
    [InlineData(new long[] { 9000, 3, 3 }, 1)]
    public void LargeReadsAndWritesAreTheSumOfSmallOnes(long[] shape, int dim)
    {
        var x = Numbers(shape).Remainder(1009);
        var index = Tensor.Arange(2 * shape[dim]).Remainder(shape[dim] - 1).To(DType.Int32);
        var indices = index.ToArray<int>();
        var before = Threads.Count;
        try
        {
            foreach (var threads in (int[])[1, 4])
            {
                Threads.Count = threads;
                foreach (var source in (Tensor[])[x, x.T.Contiguous().T])
                {
                    var read = source.IndexSelect(dim, index);
                    var sum = source.IndexAdd(dim, index, read);
                    var put = Tensor.Zeros(x.Shape).IndexCopy(dim, index, read);
                    var (front, result) = (source.Movedim(dim, 0).Contiguous().Reshape(shape[dim], -1), read.Movedim(dim, 0).Reshape(indices.Length, -1));
                    for (var i = 0; i < indices.Length; i += 1 + indices.Length / 50) Assert.Equal(Elements(front[indices[i]]), Elements(result[i]));
                    Assert.Equal(Elements(x * (1 + Count(indices, shape, dim))), Elements(sum));
                    Assert.Equal(Elements(x * Count(indices, shape, dim).Gt(0)), Elements(put));
                }
            }
        }
        finally
        {
            Threads.Count = before;
        }
    }

    // How often each index of the dimension is named.
    static Tensor Count(int[] indices, long[] shape, int dim)
    {
        var counts = new float[shape[dim]];
        foreach (var i in indices) counts[i]++;
        var sizes = shape.Select((size, d) => d == dim ? size : 1).ToArray();
        return Tensor.From(counts).Reshape(sizes);
    }
}
