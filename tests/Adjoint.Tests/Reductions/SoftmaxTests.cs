using Adjoint.Tests.Operations;

namespace Adjoint.Tests.Reductions;

/// <summary>The kernels of softmax and its logarithm against what they mean, in tensor operations.</summary>
public class SoftmaxTests
{
    // Rows and columns around the edges of vectors, strips and threads.
    public static TheoryData<long[]> Shapes =>
        [.. (long[][])[[1], [15], [16], [17], [4097], [3, 5], [2, 64, 63], [3, 2, 65], [2, 9, 600], [70, 33], [1, 9000, 3], [2, 3, 4, 5], [40_000], []]];

    [Theory, MemberData(nameof(Shapes))]
    public void TheKernelsComputeWhatTheyMean(long[] sizes)
    {
        var x = new Draw().Uniform(new Shape(sizes), -5, 5);
        for (var dim = 0; dim < Math.Max(1, sizes.Length); dim++)
        {
            foreach (var operation in Operations(dim))
            {
                Close(operation.Decompose([x]), operation.Apply(x), 1e-12);
                var narrow = x.To(DType.Float32);
                Close(operation.Decompose([narrow.To(DType.Float64)]), operation.Apply(narrow), 2e-6);
            }
        }
    }

    [Theory]
    [InlineData(DType.Float16, 2e-3)]
    [InlineData(DType.BFloat16, 2e-2)]
    [InlineData(DType.Float32, 1e-6)]
    [InlineData(DType.Float64, 1e-13)]
    public void EveryTypeIsRoundedOnce(DType dtype, double tolerance)
    {
        var x = new Draw().Uniform([3, 70], -4, 4).To(dtype);
        foreach (var operation in Operations(1))
        {
            var y = operation.Apply(x);
            Assert.Equal(dtype, y.DType);
            Close(operation.Decompose([x.To(DType.Float64)]), y, tolerance);
        }
    }

    [Fact]
    public void ALayoutMakesNoDifference()
    {
        var x = new Draw().Uniform([4, 5, 6]);
        Tensor[] views = [x.Transpose(0, 2), x[.., 1..4], x.Permute(1, 2, 0), x.Narrow(2, 1, 3), x[0].Expand(3, 5, 6)];
        foreach (var view in views)
        {
            for (var dim = 0; dim < 3; dim++)
            {
                foreach (var operation in Operations(dim))
                    Assert.Equal(operation.Apply(view.Clone()).ToArray<double>(), operation.Apply(view).ToArray<double>());
            }
        }
    }

    [Fact]
    public void TheDerivativesAreThoseOfTheMeaning()
    {
        foreach (var operation in Operations(1))
        {
            Tensor Gradient(Func<Tensor, Tensor> call)
            {
                var x = new Draw().Uniform([3, 7, 2]);
                x.RequiresGrad = true;
                call(x).Backward(new Draw().Uniform([3, 7, 2]));
                return x.Grad!;
            }
            Close(Gradient(x => operation.Decompose([x])), Gradient(x => operation.Apply(x)), 1e-12);
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void TheBackwardKernelsComputeWhatTheRecordedDerivativesDo(long[] sizes)
    {
        for (var dim = 0; dim < Math.Max(1, sizes.Length); dim++)
        {
            foreach (var operation in Operations(dim))
            {
                foreach (var (dtype, tolerance) in ((DType, double)[])[(DType.Float64, 1e-12), (DType.Float32, 3e-6)])
                {
                    var x = new Draw().Uniform(new Shape(sizes), -5, 5).To(dtype);
                    x.RequiresGrad = true;
                    var g = new Draw().Uniform(new Shape(sizes)).To(dtype);
                    var recorded = GradientCheck.Gradients(operation.Apply(x), [x], g, createGraph: true)[0]!;
                    Close(recorded, GradientCheck.Gradients(operation.Apply(x), [x], g)[0]!, tolerance);
                    var strided = Tensor.Stack([g, -g], -1).Select(-1, 0);
                    Close(recorded, GradientCheck.Gradients(operation.Apply(x), [x], strided)[0]!, tolerance);
                }
            }
        }
    }

    [Fact]
    public void NothingOverflows()
    {
        Tensor x = [[1e4f, -1e4f, 9999f], [-1e30f, -1e30f, -3e38f], [88f, 89f, 90f]];
        var y = x.Softmax(1);
        Close(x.To(DType.Float64).Softmax(1), y, 1e-6);
        Assert.All(y.Sum(1).ToArray<float>(), sum => Assert.Equal(1, sum, 1e-6));
        Assert.Equal([-0.31326166f, -20000.313f, -1.3132616f], x[0].LogSoftmax(0).ToArray<float>());
        Assert.Equal(x.Softmax(1).ToArray<float>(), x.T.Contiguous().Softmax(0).T.ToArray<float>());
    }

    [Fact]
    public void MinusInfinityIsLeftOut()
    {
        const float inf = float.PositiveInfinity;
        foreach (var columns in (bool[])[false, true])
        {
            float[] Row(Func<Tensor, Tensor> call, params float[] row)
            {
                Tensor x = row;
                return columns ? call(x.Unsqueeze(1).Expand(-1, 20).Contiguous()).T[7].ToArray<float>() : call(x).ToArray<float>();
            }
            Assert.Equal([0.5f, 0, 0.5f], Row(x => x.Softmax(0), 3, -inf, 3));
            Assert.Equal([-MathF.Log(2), -inf, -MathF.Log(2)], Row(x => x.LogSoftmax(0), 3, -inf, 3));
            // As in PyTorch, where nothing is left there is no number.
            Assert.All(Row(x => x.Softmax(0), -inf, -inf), y => Assert.Equal(float.NaN, y));
            Assert.All(Row(x => x.LogSoftmax(0), -inf, -inf), y => Assert.Equal(float.NaN, y));
            Assert.All(Row(x => x.Softmax(0), 1, inf), y => Assert.Equal(float.NaN, y));
            Assert.All(Row(x => x.Softmax(0), 1, float.NaN, 2), y => Assert.Equal(float.NaN, y));
        }
    }

    [Fact]
    public void AMaskedRowGivesNoGradientToWhatIsLeftOut()
    {
        Tensor x = [1f, float.NegativeInfinity, 2f];
        x.RequiresGrad = true;
        x.Softmax(0)[0].Backward();
        Assert.Equal(0, x.Grad![1].Item());
        Assert.Equal(-x.Grad[0].Item(), x.Grad[2].Item(), 1e-7);
    }

    [Fact]
    public void IntegersNeedAType()
    {
        Tensor x = new[] { 1, 2 };
        Assert.StartsWith("Softmax: defined for floating-point numbers only, not for Int32", Assert.Throws<ArgumentException>(() => x.Softmax(0)).Message);
        Assert.StartsWith("LogSoftmax:", Assert.Throws<ArgumentException>(() => x.LogSoftmax(0)).Message);
        Assert.Equal(DType.Float32, x.Softmax(0, DType.Float32).DType);
        Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Zeros([2]).Softmax(1));
    }

    [Fact]
    public void OfNoElementsThereIsNothing()
    {
        foreach (var dim in (int[])[0, 1])
        {
            var x = Tensor.Zeros([2, 0], requiresGrad: true);
            var y = x.Softmax(dim) + x.LogSoftmax(dim);
            Assert.Equal([2, 0], y.Shape);
            y.Sum().Backward();
            Assert.Equal([2, 0], x.Grad!.Shape);
        }
    }

    static Composite[] Operations(int dim) => [new Ops.Softmax(dim), new Ops.LogSoftmax(dim)];

    static void Close(Tensor expected, Tensor actual, double tolerance)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Numbers.Close(expected.ToArray<double>(), actual, tolerance);
    }
}
