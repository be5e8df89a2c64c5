namespace Adjoint.Tests.LinearAlgebra;

/// <summary>That factors are what they claim to be, for sizes around those of blocks, in both types.</summary>
public class DecompositionTests
{
    public static TheoryData<long, long> Shapes
    {
        get
        {
            var shapes = new TheoryData<long, long>();
            foreach (var n in (long[])[0, 1, 2, 3, 7, 8, 9, 17, 31, 32, 33, 64, 65, 100, 129])
            {
                shapes.Add(n, n);
                shapes.Add(n + 5, n);
                shapes.Add(n, n + 5);
            }
            shapes.Add(300, 20);
            shapes.Add(20, 300);
            return shapes;
        }
    }

    public static TheoryData<long> Sizes => [0, 1, 2, 3, 7, 8, 9, 17, 31, 32, 33, 64, 65, 100, 129, 160, 200];

    [Theory, MemberData(nameof(Shapes))]
    public void Qr(long m, long n) => InBothTypes([2, m, n], (a, tolerance) =>
    {
        foreach (var mode in (QrMode[])[QrMode.Reduced, QrMode.Complete])
        {
            var (q, r) = Linalg.Qr(a, mode);
            Close(a, q.Matmul(r), tolerance);
            Orthonormal(q, tolerance);
            Close(r, r.Triu(), 0);
        }
        Close(Linalg.Qr(a).R, Linalg.Qr(a, QrMode.R).R, 0);
        var (reflections, tau) = a.Geqrf();
        Close(a, reflections.Ormqr(tau, Linalg.Qr(a, QrMode.Complete).R), tolerance);
        if (m >= n) Close(Linalg.Qr(a).Q, Linalg.HouseholderProduct(reflections, tau), 0);
    });

    [Theory, MemberData(nameof(Shapes))]
    public void Lu(long m, long n) => InBothTypes([2, m, n], (a, tolerance) =>
    {
        var (p, l, u) = Linalg.Lu(a);
        Close(a, p.Matmul(l).Matmul(u), tolerance);
        Close(u, u.Triu(), 0);
        Close(l, l.Tril(), 0);
        Assert.True(l.Count == 0 || l.Abs().Max().Item() == 1, "A factor of elimination is larger than 1.");
        Close(Tensor.Ones([2, m], a.DType), p.Sum(-1), 0);
    });

    [Theory, MemberData(nameof(Shapes))]
    public void Svd(long m, long n) => InBothTypes([2, m, n], (a, tolerance) =>
    {
        var k = Math.Min(m, n);
        var (u, s, vh) = Linalg.Svd(a);
        Close(a, (u.Narrow(-1, 0, k) * s.Unsqueeze(-2)).Matmul(vh.Narrow(-2, 0, k)), tolerance);
        Orthonormal(u, tolerance);
        Orthonormal(vh.Mt, tolerance);
        Assert.Equal([2, m, m], u.Shape.ToArray());
        Assert.Equal([2, n, n], vh.Shape.ToArray());
        Assert.True(s.Ge(0).All().Item<bool>());
        if (k > 1) Assert.True(s.Narrow(-1, 0, k - 1).Ge(s.Narrow(-1, 1, k - 1)).All().Item<bool>());
        Close(s, Linalg.Svdvals(a), tolerance);
        Close(s, Linalg.Svd(a, fullMatrices: false).S, 0);
    });

    [Theory, MemberData(nameof(Sizes))]
    public void Eigh(long n) => InBothTypes([2, n, n], (x, tolerance) =>
    {
        var a = x + x.Mt;
        var (values, v) = Linalg.Eigh(a);
        Close(a, (v * values.Unsqueeze(-2)).Matmul(v.Mt), 4 * tolerance);
        Orthonormal(v, tolerance);
        Close(values, n == 0 ? values : values.Sort().Values, 0);
        Close(values, Linalg.Eigvalsh(a.Tril()), 4 * tolerance);
        Close(values, Linalg.Eigvalsh(a.Triu(), upper: true), 4 * tolerance);
    });

    [Theory, MemberData(nameof(Sizes))]
    public void Cholesky(long n) => InBothTypes([2, n, n], (x, tolerance) =>
    {
        var a = x.Matmul(x.Mt) + Tensor.Eye(n, dtype: x.DType);
        var l = Linalg.Cholesky(a.Tril());
        Close(a, l.Matmul(l.Mt), 10 * tolerance);
        Close(l, l.Tril(), 0);
        var u = Linalg.Cholesky(a.Triu(), upper: true);
        Close(l.Mt, u, 10 * tolerance);
        if (x.DType == DType.Float64) Close(Tensor.Eye(n, dtype: x.DType).Expand(a.Shape), a.Matmul(l.CholeskyInverse()), 1e-8);
    });

    [Theory, MemberData(nameof(Sizes))]
    public void SolutionsAndInverses(long n) => InBothTypes([2, n, n], (x, tolerance) =>
    {
        var a = x + 3 * Math.Sqrt(n + 1.0) * Tensor.Eye(n, dtype: x.DType);
        var b = Tensor.Arange(2 * n * 3).To(x.DType).Reshape(2, n, 3) / (n + 1);
        Close(b, a.Matmul(Linalg.Solve(a, b)), tolerance);
        Close(b.Mt, Linalg.Solve(a, b.Mt, left: false).Matmul(a), tolerance);
        Close(Tensor.Eye(n, dtype: x.DType).Expand(a.Shape), a.Matmul(Linalg.Inv(a)), tolerance);
        var (lu, pivots) = Linalg.LuFactor(a);
        Close(b, a.Mt.Matmul(Linalg.LuSolve(lu, pivots, b, adjoint: true)), tolerance);
        foreach (var upper in (bool[])[false, true])
        {
            var triangle = upper ? a.Triu() : a.Tril();
            Close(b, triangle.Matmul(Linalg.SolveTriangular(a, b, upper)), tolerance);
            Close(b.Mt, Linalg.SolveTriangular(a.Mt.Contiguous().Mt, b.Mt, upper, left: false).Matmul(triangle), tolerance);
        }
        var (sign, log) = Linalg.Slogdet(a);
        if (n < 10) Close(Linalg.Det(a), sign * log.Exp(), 100 * tolerance);
    });

    [Fact]
    public void TheNumberOfThreadsMakesNoDifference()
    {
        var before = Threads.Count;
        var a = Random([3, 200, 170], DType.Float32);
        try
        {
            var results = new List<Tensor[]>();
            foreach (var threads in (int[])[1, 2, 4])
            {
                Threads.Count = threads;
                var (u, s, vh) = Linalg.Svd(a);
                var (q, r) = Linalg.Qr(a);
                var square = a.Narrow(-2, 0, 170);
                var (values, vectors) = Linalg.Eigh(square);
                results.Add([u, s, vh, q, r, values, vectors, Linalg.Inv(square), Linalg.Lu(a).U]);
            }
            foreach (var other in results[1..])
            {
                foreach (var (one, another) in results[0].Zip(other)) Close(one, another, 0);
            }
        }
        finally
        {
            Threads.Count = before;
        }
    }

    static void InBothTypes(long[] shape, Action<Tensor, double> check)
    {
        var scale = Math.Max(1, Math.Sqrt(shape[^1] + shape[^2]));
        check(Random(shape, DType.Float64), 1e-13 * scale);
        check(Random(shape, DType.Float32), 1e-5 * scale);
    }

    static Tensor Random(long[] shape, DType dtype) => Tensor.Randn(Shape.Create(shape), dtype, generator: new Generator(7));

    static void Orthonormal(Tensor columns, double tolerance) =>
        Close(
            Tensor.Eye(columns.Size(-1), dtype: columns.DType).Expand([.. columns.Shape.AsSpan()[..^2], columns.Size(-1), columns.Size(-1)]),
            columns.Mt.Matmul(columns), tolerance);

    static void Close(Tensor expected, Tensor actual, double tolerance)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.Equal(expected.DType, actual.DType);
        if (expected.Count == 0) return;
        var error = (expected - actual).Abs().Max().Item();
        Assert.True(error <= tolerance * Math.Max(1, expected.Abs().Max().Item()), $"{expected.DType}{expected.Shape}: error {error}, allowed {tolerance}.");
    }
}
