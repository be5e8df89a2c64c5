using Adjoint.Tests.Operations;

namespace Adjoint.Tests.LinearAlgebra;

public class MatmulTests
{
    // Around every edge of the tiles, and large enough for threads.
    [Theory]
    [InlineData(1, 1, 300)]
    [InlineData(3, 65, 17)]
    [InlineData(4, 64, 33)]
    [InlineData(5, 63, 40)]
    [InlineData(17, 1, 513)]
    [InlineData(1, 129, 31)]
    [InlineData(67, 71, 73)]
    [InlineData(130, 140, 150)]
    public void EverySizeAndEveryLayoutGivesTheDefinition(int m, int n, int k)
    {
        var draw = new Draw();
        Tensor a = draw.Uniform([m, k]), b = draw.Uniform([k, n]);
        var expected = OperationTable.NaiveProduct(a, b);
        Tensor[] left = [a, a.T.Clone().T], right = [b, b.T.Clone().T];
        foreach (var x in left)
        {
            foreach (var y in right)
            {
                Close(expected, x.Matmul(y).ToArray<double>(), 1e-12);
                Close(expected, x.To(DType.Float32).Matmul(y.To(DType.Float32)).ToArray<double>(), 1e-4);
            }
        }
    }

    [Fact]
    public void TheNumberOfThreadsDoesNotChangeABit()
    {
        var draw = new Draw();
        Tensor a = draw.Uniform([100, 90]).To(DType.Float32), b = draw.Uniform([90, 210]).To(DType.Float32);
        var expected = a.Matmul(b).ToArray<float>();
        var threads = Threads.Count;
        try
        {
            Threads.Count = 1;
            Assert.Equal(expected, a.Matmul(b).ToArray<float>());
        }
        finally
        {
            Threads.Count = threads;
        }
    }

    [Theory]
    [InlineData(new long[] { 2, 3, 5, 7 }, new long[] { 2, 3, 7, 4 })]
    [InlineData(new long[] { 2, 1, 5, 7 }, new long[] { 3, 7, 4 })]
    [InlineData(new long[] { 5, 7 }, new long[] { 2, 3, 7, 4 })]
    [InlineData(new long[] { 1, 3, 5, 7 }, new long[] { 2, 1, 7, 16 })]
    public void BatchesBroadcastWithoutCopies(long[] left, long[] right)
    {
        var draw = new Draw();
        Tensor a = draw.Uniform([.. left]), b = draw.Uniform([.. right]).Transpose(-2, -1).Clone().Transpose(-2, -1);
        (a.RequiresGrad, b.RequiresGrad) = (true, true);
        var product = a.Matmul(b);
        var naive = (a.Unsqueeze(-1) * b.Unsqueeze(-3)).Sum(-2);
        Assert.Equal(naive.Shape, product.Shape);
        Close(naive.ToArray<double>(), product.ToArray<double>(), 1e-13);
        var weights = draw.Uniform(product.Shape);
        var expected = Adjoint.Autograd.Grad((naive * weights).Sum(), [a, b]);
        var actual = Adjoint.Autograd.Grad((product * weights).Sum(), [a, b]);
        for (var i = 0; i < 2; i++) Close(expected[i].ToArray<double>(), actual[i].ToArray<double>(), 1e-12);
    }

    [Fact]
    public void IntegersAreExactAndWrap()
    {
        Tensor a = new long[] { 1L << 40, 3 }, b = new long[] { 1L << 30, 5 };
        Assert.Equal(unchecked((1L << 40) * (1L << 30)) + 15, a.Matmul(b).Item<long>());
        Tensor ones = Tensor.Ones([1, 300], DType.UInt8);
        Assert.Equal(300 % 256, ones.Matmul(ones.T).Item<long>());
    }

    [Fact]
    public void MistakesAreExplained()
    {
        Tensor a = Tensor.Zeros([8, 64]), b = Tensor.Zeros([10, 64]);
        var error = Assert.Throws<ArgumentException>(() => a.Matmul(b));
        Assert.Equal("Matmul: inner sizes 64 and 10 differ ([8, 64] x [10, 64]); did you mean b.Mt (b.T)?", error.Message);
        Assert.Throws<ArgumentException>(() => a.Matmul(Tensor.Zeros([])));
        Assert.Throws<ArgumentException>(() => Tensor.Zeros([2, 3, 4]).Matmul(Tensor.Zeros([3, 4, 5])));
        Assert.Throws<ArgumentException>(() => a.Mv(b));
        Assert.Throws<ArgumentException>(() => Tensor.Zeros([2, 3, 4]).Bmm(Tensor.Zeros([1, 4, 5])));
        Assert.Throws<ArgumentException>(() => a.Ne(0).Matmul(a.T.Ne(0)));
        Assert.Throws<ArgumentException>(() => a.Linear(Tensor.Zeros([3, 63])));
        Assert.Throws<ArgumentException>(() => Tensor.Tensordot(a, b, 1));
    }

    [Theory]
    [InlineData("ij,jk", "[2, 4]")]
    [InlineData("ij,jk->ki", "[4, 2]")]
    [InlineData("ij,jk->", "[]")]
    [InlineData("ij,jk->j", "[3]")]
    [InlineData("i...,...k->...", "[3]")]
    [InlineData("ba,cb", "[2, 4]")]
    public void EinsumShapes(string equation, string shape)
    {
        Tensor a = Tensor.Ones([2, 3]), b = Tensor.Ones([3, 4]);
        if (equation == "ba,cb") (a, b) = (Tensor.Ones([3, 2]), Tensor.Ones([4, 3]));
        Assert.Equal(shape, Tensor.Einsum(equation, a, b).Shape.ToString());
    }

    [Fact]
    public void EinsumOfOneOperandIsADiagonalATraceATransposeOrASum()
    {
        Tensor m = [[1f, 2f], [3f, 4f]];
        Assert.Equal([1f, 4], Tensor.Einsum("ii->i", m).ToArray<float>());
        Assert.Equal(5, Tensor.Einsum("ii", m).Item());
        Assert.Equal([1f, 3, 2, 4], Tensor.Einsum("ij->ji", m).ToArray<float>());
        Assert.Equal([1f, 3, 2, 4], Tensor.Einsum("ba", m).ToArray<float>());
        Assert.Equal([3f, 7], Tensor.Einsum("ij->i", m).ToArray<float>());
    }

    [Theory]
    [InlineData("ij,jk->ik->k")]
    [InlineData("ij")]
    [InlineData("i1,jk")]
    [InlineData("ijk,jk")]
    [InlineData("ij,jk->ii")]
    [InlineData("ij,jk->iz")]
    [InlineData("ij,kj->ik")]
    public void AMalformedEquationIsExplained(string equation)
    {
        var error = Assert.Throws<ArgumentException>(() => Tensor.Einsum(equation, Tensor.Ones([2, 3]), Tensor.Ones([3, 4])));
        Assert.Contains($"Einsum \"{equation}\": ", error.Message, StringComparison.Ordinal);
    }

    static void Close(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], tolerance * Math.Max(1, Math.Abs(expected[i])));
    }
}
