namespace Adjoint.Tests.LinearAlgebra;

/// <summary>A product added to a tensor is the sum it says, whatever is added to and whichever kernel computes it.</summary>
public class AddProductTests
{
    // From a handful of numbers to products that are packed and split over the threads.
    public static readonly TheoryData<int, int, int> Sizes = new()
    {
        { 1, 1, 1 }, { 2, 3, 0 }, { 3, 5, 7 }, { 1, 33, 40 }, { 40, 1, 9 }, { 17, 31, 64 }, { 130, 67, 90 }, { 300, 260, 310 },
    };

    [Theory, MemberData(nameof(Sizes))]
    public void ItIsTheWeightedSum(int m, int n, int k)
    {
        foreach (var dtype in (DType[])[DType.Float64, DType.Float32, DType.Float16])
        {
            foreach (var x in (Tensor[])[Draw(m, n), Draw(n, m).T, Draw(n), Draw(n, 2).Select(1, 0), Draw(1, n), Draw(m, 1), Draw(1, 1), Draw()])
            {
                foreach (var (beta, alpha) in ((Scalar?, Scalar?)[])[(null, null), (1, -0.5), (0.25, 1), (-2, 3), (0, 2)])
                    Check(x, Draw(m, k), Draw(n, k).T, beta, alpha);
            }

            Tensor Draw(params ReadOnlySpan<long> sizes) => Tensor.Rand(Shape.Create(sizes)).Sub(0.5).To(dtype);
        }
    }

    static void Check(Tensor x, Tensor a, Tensor b, Scalar? beta, Scalar? alpha)
    {
        var (wideX, wideA, wideB) = (x.To(DType.Float64), a.To(DType.Float64), b.To(DType.Float64));
        var expected = wideX * (beta ?? 1).ToDouble() + wideA.Matmul(wideB) * (alpha ?? 1).ToDouble();
        var (product, found) = (a.Matmul(b), x.Addmm(a, b, beta, alpha));
        Assert.Equal(x.DType, found.DType);
        Assert.Equal(product.Shape, found.Shape);
        var allowed = (x.DType == DType.Float64 ? 1e-13 : x.DType == DType.Float32 ? 1e-5 : 1e-2) * (1 + a.Size(1) / 16.0);
        Assert.True((found.To(DType.Float64) - expected).Abs().Max().Item() is var error && error <= allowed,
            $"{x.Shape}, {a.Shape} x {b.Shape}, {beta}, {alpha}: {error}");
    }

    [Fact]
    public void BatchesAreAddedOneByOne()
    {
        Tensor x = Tensor.Rand([4, 9, 11]), a = Tensor.Rand([4, 9, 5]), b = Tensor.Rand([4, 11, 5]).Mt;
        Assert.True(Tensor.AllClose(x * 2 - a.Bmm(b), x.Baddbmm(a, b, beta: 2, alpha: -1), 1e-5, 1e-6));
        Assert.True(Tensor.AllClose(x[0] + a.Bmm(b), x[0].Baddbmm(a, b), 1e-5, 1e-6));
        Assert.Throws<ArgumentException>(() => x.Baddbmm(a, b[..2]));
    }

    [Fact]
    public void WholeNumbersTakeThePlainWay()
    {
        Tensor x = Tensor.Arange(3), a = Tensor.Ones([2, 4], DType.Int64), b = Tensor.Ones([4, 3], DType.Int64);
        Assert.Equal([8L, 9, 10, 8, 9, 10], x.Addmm(a, b, alpha: 2).ToArray<long>());
        Assert.Equal(DType.Float32, x.Addmm(a, b, alpha: 0.5).DType);
    }

    [Fact]
    public void WhatIsIgnoredMayBeNaN() =>
        Assert.Equal(4, Tensor.Full([2, 2], double.NaN).Addmm(Tensor.Ones([2, 2]), Tensor.Ones([2, 2]), beta: 0, alpha: 2).Max().Item());

    [Fact]
    public void ATensorThatDoesNotFitIsNamed()
    {
        var square = Tensor.Ones([2, 2]);
        Assert.Contains("Addmm: shape [3] does not broadcast to the product's shape [2, 2]",
            Assert.Throws<ArgumentException>(() => Tensor.Ones([3]).Addmm(square, square)).Message);
        Assert.Contains("Addmm: inner sizes 2 and 3 differ", Assert.Throws<ArgumentException>(() => square.Addmm(square, Tensor.Ones([3, 2]))).Message);
        Assert.Throws<ArgumentNullException>(() => square.Addmm(square, null!));
    }
}
