namespace Adjoint.Tests.LinearAlgebra;

/// <summary>Singular vectors of matrices that are hard to take apart: clusters, gaps, scales, zeros, nothing to do at all.</summary>
public class SvdTests
{
    static readonly Generator s_generator = new(11);

    public static TheoryData<string, long, long> Cases
    {
        get
        {
            var cases = new TheoryData<string, long, long>();
            string[] kinds =
            [
                "random", "graded", "graded rows", "identity", "identity and noise", "low rank", "diagonal", "ones", "zero", "bidiagonal",
                "Hilbert", "huge", "tiny", "all scales", "clusters", "nilpotent", "glued",
            ];
            foreach (var kind in kinds)
            {
                foreach (var n in (long[])[1, 2, 15, 31, 32, 33, 63, 64, 65, 66, 97, 127, 200, 259]) cases.Add(kind, n, n);
                foreach (var (m, n) in ((long, long)[])[(1, 9), (9, 1), (70, 150), (150, 70), (300, 64), (500, 100)]) cases.Add(kind, m, n);
            }
            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void VectorsAreOrthonormalAndLeaveNothing(string kind, long m, long n)
    {
        foreach (var dtype in (DType[])[DType.Float64, DType.Float32])
        {
            var epsilon = dtype == DType.Float32 ? 1.2e-7 : 2.3e-16;
            var a = Make(kind, m, n).To(dtype);
            var (u, s, vh) = Linalg.Svd(a, fullMatrices: false);
            var (left, values, right) = (u.To(DType.Float64), s.To(DType.Float64), vh.To(DType.Float64));
            // Every unit of error is an epsilon for each row, of the largest value.
            var size = Math.Max(values.Max().Item(), double.Epsilon);
            var allowed = epsilon * (10 + Math.Max(m, n));
            void Small(Tensor error, string what)
            {
                var most = error.Abs().Max().Item();
                Assert.True(most <= allowed, $"{kind} {m} x {n} {dtype}: {what} is {most / epsilon:F1} epsilons");
            }
            Small(a.To(DType.Float64) / size - (left * (values / size).Unsqueeze(-2)).Matmul(right), "A - U diag(S) Vh");
            Small(left.Mt.Matmul(left) - Tensor.Eye(s.Count, dtype: DType.Float64), "UᵀU - I");
            Small(right.Matmul(right.Mt) - Tensor.Eye(s.Count, dtype: DType.Float64), "Vh Vhᵀ - I");
            Small((Linalg.Svdvals(a).To(DType.Float64) - values) / size, "what values alone differ by");
            Assert.True(s.Ge(0).All().Item<bool>());
            Assert.True(s.Count == 1 || s.Narrow(0, 0, s.Count - 1).Ge(s.Narrow(0, 1, s.Count - 1)).All().Item<bool>());
        }
    }

    [Theory]
    [InlineData(64), InlineData(65), InlineData(150), InlineData(400)]
    public void ValuesAreThoseTheMatrixWasMadeOf(long n)
    {
        var expected = (Tensor.Arange(n).To(DType.Float64) * (-20.0 / n)).Exp();
        var a = (Orthonormal(n, n) * expected).Matmul(Orthonormal(n, n).Mt);
        Assert.True((Linalg.Svdvals(a) - expected).Abs().Max().Item() < 1e-15 * n);
        Assert.True((Linalg.Svd(a).S - expected).Abs().Max().Item() < 1e-15 * n);
    }

    [Fact]
    public void FullMatricesAreWholeBases()
    {
        foreach (var (m, n) in ((long, long)[])[(90, 70), (70, 90), (5, 3), (3, 5), (0, 3), (3, 0)])
        {
            var a = Tensor.Randn([2, m, n], DType.Float64, generator: s_generator);
            var (u, s, vh) = Linalg.Svd(a);
            Assert.True(m == 0 || (u.Mt.Matmul(u) - Tensor.Eye(m, dtype: DType.Float64)).Abs().Max().Item() < 1e-13);
            Assert.True(n == 0 || (vh.Matmul(vh.Mt) - Tensor.Eye(n, dtype: DType.Float64)).Abs().Max().Item() < 1e-13);
            Assert.Equal([2, Math.Min(m, n)], s.Shape.ToArray());
        }
    }

    static Tensor Make(string kind, long m, long n)
    {
        var noise = Tensor.Randn([m, n], DType.Float64, generator: s_generator);
        Tensor rows = Tensor.Arange(m).To(DType.Float64), columns = Tensor.Arange(n).To(DType.Float64), eye = Tensor.Eye(m, n, DType.Float64);
        var k = Math.Min(m, n);
        var steps = Tensor.Arange(k).To(DType.Float64);
        return kind switch
        {
            "random" => noise,
            "graded" => (Orthonormal(m, k) * (steps * (-69.0 / k)).Exp()).Matmul(Orthonormal(n, k).Mt),
            "graded rows" => noise * (rows * (-69.0 / m)).Exp().Unsqueeze(-1),
            "identity" => eye,
            "identity and noise" => eye + noise * 1e-7,
            "low rank" => noise.Narrow(1, 0, Math.Min(3, n)).Matmul(Tensor.Randn([Math.Min(3, n), n], DType.Float64, generator: s_generator)),
            "diagonal" => -eye * rows.Unsqueeze(-1),
            "ones" => Tensor.Ones([m, n], DType.Float64),
            "zero" => Tensor.Zeros([m, n], DType.Float64),
            "bidiagonal" => eye + Beside(m, n, _ => 1),
            "Hilbert" => 1 / (rows.Unsqueeze(-1) + columns + 1),
            "huge" => noise * 1e35,
            "tiny" => noise * 1e-35,
            "all scales" => noise * (rows * (-160.0 / m)).Exp().Unsqueeze(-1) * 1e37,
            "clusters" => (Orthonormal(m, k) * (1 + steps.Remainder(3) + 1e-9 * noise.Narrow(1, 0, 1).Narrow(0, 0, k).Reshape(k)))
                .Matmul(Orthonormal(n, k).Mt),
            "nilpotent" => Beside(m, n, _ => 1),
            _ => eye * (rows.Remainder(21) - 10).Abs().Unsqueeze(-1) + Beside(m, n, i => i % 21 == 20 ? 1e-8 : 1),
        };
    }

    static Tensor Orthonormal(long n, long k) => Linalg.Qr(Tensor.Randn([n, k], DType.Float64, generator: s_generator)).Q;

    static Tensor Beside(long m, long n, Func<long, double> element)
    {
        var a = Tensor.Zeros([m, n], DType.Float64);
        for (long i = 0; i < Math.Min(m, n - 1); i++) a.Select(0, i).Select(0, i + 1).Fill(element(i));
        return a;
    }
}
