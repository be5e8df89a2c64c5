using Adjoint.Tests.Operations;

namespace Adjoint.Tests.Nn;

/// <summary>The kernel of the cross entropy against what it means in tensor operations.</summary>
public class CrossEntropyTests
{
    public static TheoryData<long[]> Shapes =>
        [.. (long[][])[[5], [3, 2], [4, 3], [7, 16], [3, 17], [2, 1000], [3000, 3], [2, 5, 3], [3, 7, 16], [2, 20, 33], [1, 4, 5000], [2, 3, 4, 5]]];

    [Theory, MemberData(nameof(Shapes))]
    public void LossesAndGradientsAreThoseOfTheMeaning(long[] sizes)
    {
        var dim = sizes.Length == 1 ? 0 : 1;
        var draw = new Draw();
        var x = draw.Uniform(new Shape(sizes), -5, 5);
        var target = draw.Indices([.. sizes[..dim], .. sizes[(dim + 1)..]], sizes[dim]);
        var weight = draw.Uniform([sizes[dim]], 0.1, 2);
        foreach (var (isReduced, isMean) in ((bool, bool)[])[(true, true), (true, false), (false, false)])
        {
            foreach (var ignored in (long[])[-100, 1])
            {
                if (ignored == 1 && target.Count == 1) continue;
                var operation = new Ops.CrossEntropy(dim, ignored, isReduced, isMean);
                Check(operation, x, target);
                Check(operation, x, target, weight);
            }
        }
    }

    static void Check(Ops.CrossEntropy operation, Tensor x, Tensor target, params Tensor[] weight)
    {
        foreach (var (dtype, tolerance) in ((DType, double)[])[(DType.Float64, 1e-12), (DType.Float32, 5e-6)])
        {
            var exact = GradientCheck.Leaves([x])[0];
            var leaf = GradientCheck.Leaves([x.To(dtype)])[0];
            var expected = operation.Decompose([exact, target, .. weight]);
            var actual = operation.ApplyMany([leaf, target, .. weight.Select(w => w.To(dtype))])[0];
            Compare(expected, actual, tolerance * (operation.IsMean || !operation.IsReduced ? 1 : 8));
            var g = new Draw().Uniform(expected.Shape, 0.5, 1.5);
            Compare(GradientCheck.Gradients(expected, [exact], g)[0]!, GradientCheck.Gradients(actual, [leaf], g.To(dtype))[0]!, tolerance);
        }
    }

    [Fact]
    public void WhereNothingCountsTheMeanIsNoNumberAndTheGradientZero()
    {
        var x = Tensor.Zeros([2, 3], requiresGrad: true);
        var loss = x.CrossEntropy(1, Tensor.From([1L, 1]), null, ignoreIndex: 1, isReduced: true, isMean: true);
        Assert.Equal(double.NaN, loss.Item());
        loss.Backward();
        Assert.Equal([0, 0, 0, 0, 0, 0], x.Grad!.ToArray<float>());
    }

    [Fact]
    public void LargeScoresLoseNothing()
    {
        Tensor x = [[10000f, 9999f], [-10000f, -9999f]];
        Assert.Equal([0.31326166f, 1.3132616f], x.CrossEntropy(1, Tensor.From([0L, 0]), null, -100, isReduced: false, isMean: false).ToArray<float>());
    }

    [Fact]
    public void OfNoLinesThereIsNoLoss()
    {
        var x = Tensor.Zeros([0, 3], requiresGrad: true);
        var target = Tensor.Zeros([0], DType.Int64);
        Assert.Equal(double.NaN, x.CrossEntropy(1, target, null, -100, true, true).Item());
        Assert.Equal(0, x.CrossEntropy(1, target, null, -100, true, false).Item());
        var losses = x.CrossEntropy(1, target, null, -100, false, false);
        Assert.Equal([0], losses.Shape);
        losses.Sum().Backward();
        Assert.Equal([0, 3], x.Grad!.Shape);
    }

    [Fact]
    public void HalfTypesAreComputedInSinglePrecision()
    {
        var x = new Draw().Uniform([5, 7]).To(DType.Float16);
        x.RequiresGrad = true;
        var loss = x.CrossEntropy(1, new Draw().Indices([5], 7), null, -100, true, true);
        Assert.Equal(DType.Float16, loss.DType);
        loss.Backward();
        Assert.Equal(DType.Float16, x.Grad!.DType);
        Assert.Equal(0, x.Grad.To(DType.Float64).Sum().Item(), 1e-3);
    }

    static void Compare(Tensor expected, Tensor actual, double tolerance)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Reductions.Numbers.Close(expected.ToArray<double>(), actual, tolerance);
    }
}
