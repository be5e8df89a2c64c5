using Adjoint.Tests.Operations;

namespace Adjoint.Tests.Reductions;

/// <summary>Softmax and its logarithm along a middle dimension, in strips of every width, against what they mean.</summary>
[Collection(nameof(Alone))]
public sealed class LineKernelTests : IDisposable
{
    static readonly int s_threads = Threads.Count;

    public void Dispose() => Threads.Count = s_threads;

    [Theory]
    [InlineData(1, 3, 700)]
    [InlineData(1, 40, 1100)]
    [InlineData(2, 129, 255)]
    [InlineData(3, 128, 256)]
    [InlineData(5, 33, 257)]
    [InlineData(2, 200, 321)]
    [InlineData(9, 17, 63)]
    [InlineData(9, 5, 2)]
    public void TheKernelsComputeWhatTheyMeanOnAnyNumberOfThreads(int outer, int count, int inner)
    {
        Tensor x = new Draw().Uniform([outer, count, inner]) * 20, g = new Draw().Uniform([outer, count, inner]);
        foreach (var dtype in (DType[])[DType.Float32, DType.Float64])
        {
            foreach (var operation in (Composite[])[new Ops.LogSoftmax(1), new Ops.Softmax(1)])
            {
                var (leaf, plain) = (Leaf(x.To(dtype)), Leaf(x.To(dtype).To(DType.Float64)));
                var expected = operation.Decompose([plain]);
                expected.Backward(g);
                Tensor? first = null, gradient = null;
                foreach (var threads in (int[])[1, 2, 5, 64])
                {
                    Threads.Count = threads;
                    var y = operation.Apply(leaf);
                    leaf.Grad = null;
                    y.Backward(g.To(dtype));
                    Close(expected, y, dtype == DType.Float32 ? 1e-5 : 1e-13);
                    Close(plain.Grad!, leaf.Grad!, dtype == DType.Float32 ? 1e-4 : 1e-12);
                    Assert.True(Tensor.Equal(y, first ??= y.Detach()) && Tensor.Equal(leaf.Grad!, gradient ??= leaf.Grad!));
                }
            }
        }
    }

    static Tensor Leaf(Tensor x)
    {
        var leaf = x.Clone();
        leaf.RequiresGrad = true;
        return leaf;
    }

    static void Close(Tensor expected, Tensor actual, double tolerance) =>
        Assert.True(Tensor.AllClose(expected.Detach(), actual.Detach().To(DType.Float64), tolerance, tolerance));
}
