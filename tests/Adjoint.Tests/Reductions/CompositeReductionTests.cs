using Adjoint.Tests.Operations;

namespace Adjoint.Tests.Reductions;

/// <summary>Reductions with kernels of their own against what they mean, in tensor operations.</summary>
public class CompositeReductionTests
{
    static readonly Dims[] s_dims = [[], [0], [1], [2], [0, 2], [0, 1, 2]];

    static Composite[] Make(Dims over, bool keep)
    {
        var variance = new Ops.Var(over, 0.5, keep);
        return
        [
            variance, new Ops.Std(variance), new Ops.LogSumExp(over, keep), new Ops.Norm(0, over, keep), new Ops.Norm(1, over, keep),
            new Ops.Norm(2, over, keep), new Ops.Norm(3.5, over, keep), new Ops.Norm(-1, over, keep),
            new Ops.Norm(double.PositiveInfinity, over, keep), new Ops.Norm(double.NegativeInfinity, over, keep),
        ];
    }

    [Theory]
    [InlineData(3, 5, 4)]
    [InlineData(2, 70, 33)]
    [InlineData(17, 2, 520)]
    [InlineData(2, 3000, 3)]
    public void TheKernelsComputeWhatTheyMean(int a, int b, int c)
    {
        Tensor plain = new Draw().Uniform([a, b, c]), turned = new Draw().Uniform([c, a, b]).Permute(1, 2, 0);
        foreach (var over in s_dims)
        {
            foreach (var operation in Make(over, over.Length == 1))
            {
                foreach (var x in (Tensor[])[plain, turned])
                {
                    Close(operation.Decompose([x]), operation.Apply(x), 1e-11);
                    Close(operation.Decompose([x.To(DType.Float32).To(DType.Float64)]), operation.Apply(x.To(DType.Float32)), 1e-5);
                }
            }
        }
    }

    [Fact]
    public void TheDerivativesAreThoseOfTheMeaning()
    {
        foreach (var over in s_dims)
        {
            foreach (var operation in Make(over, false))
            {
                Tensor? Gradient(Func<Tensor, Tensor> call)
                {
                    var x = new Draw().Uniform([3, 5, 4]);
                    x.RequiresGrad = true;
                    var y = call(x);
                    if (y.RequiresGrad) y.Backward(new Draw().Uniform(y.Shape));
                    return x.Grad;
                }
                var expected = Gradient(x => operation.Decompose([x])) ?? Tensor.Zeros([3, 5, 4]);
                Close(expected, Gradient(x => operation.Apply(x)) ?? Tensor.Zeros([3, 5, 4]), 1e-11);
            }
        }
    }

    static void Close(Tensor expected, Tensor actual, double tolerance)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Numbers.Close(expected.ToArray<double>(), actual, tolerance);
    }
}
