namespace Adjoint.Tests.LinearAlgebra;

/// <summary>Eigenvectors of matrices that are hard to take apart: clusters, gaps, scales, nothing to do at all.</summary>
public class EighTests
{
    static readonly Generator s_generator = new(11);

    public static TheoryData<string, long> Cases
    {
        get
        {
            var cases = new TheoryData<string, long>();
            string[] kinds =
            [
                "random", "graded", "identity and noise", "Wilkinson", "glued", "low rank", "diagonal", "ones", "zero", "Laplace", "huge", "tiny",
            ];
            foreach (var kind in kinds)
            {
                foreach (var n in (long[])[1, 2, 15, 31, 32, 33, 63, 65, 127, 200, 259]) cases.Add(kind, n);
            }
            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void VectorsAreOrthonormalAndLeaveNothing(string kind, long n)
    {
        foreach (var dtype in (DType[])[DType.Float64, DType.Float32])
        {
            var epsilon = dtype == DType.Float32 ? 1.2e-7 : 2.3e-16;
            var a = Make(kind, n, dtype);
            var (values, v) = Linalg.Eigh(a);
            // Every unit of error is an epsilon for each row, of the largest value.
            var (exact, wide) = (a.To(DType.Float64), v.To(DType.Float64));
            var size = Math.Max(values.To(DType.Float64).Abs().Max().Item(), double.Epsilon);
            var left = (exact.Matmul(wide) - wide * values.To(DType.Float64)).Abs().Max().Item() / size;
            var turned = (wide.Mt.Matmul(wide) - Tensor.Eye(n, dtype: DType.Float64)).Abs().Max().Item();
            var allowed = epsilon * (10 + n / 2.0);
            Assert.True(left <= allowed, $"{kind} {n} {dtype}: A V - V diag(λ) is {left / epsilon:F1} epsilons");
            Assert.True(turned <= allowed, $"{kind} {n} {dtype}: VᵀV - I is {turned / epsilon:F1} epsilons");
            Assert.True(n == 1 || values.Narrow(0, 0, n - 1).Le(values.Narrow(0, 1, n - 1)).All().Item<bool>());
            var alone = (Linalg.Eigvalsh(a) - values).To(DType.Float64).Abs().Max().Item() / size;
            Assert.True(alone <= allowed, $"{kind} {n} {dtype}: values alone differ by {alone / epsilon:F1} epsilons");
        }
    }

    [Fact]
    public void TheOtherTriangleIsNotRead()
    {
        var a = Make("random", 50, DType.Float64);
        var spoiled = a.Tril() + Tensor.Full([50, 50], double.NaN, DType.Float64).Triu(1);
        Assert.True((Linalg.Eigh(a).Eigenvalues - Linalg.Eigh(spoiled).Eigenvalues).Abs().Max().Item() == 0);
    }

    static Tensor Make(string kind, long n, DType dtype)
    {
        var noise = Tensor.Randn([n, n], DType.Float64, generator: s_generator);
        noise = noise + noise.Mt;
        var steps = Tensor.Arange(n).To(DType.Float64);
        var a = kind switch
        {
            "random" => noise,
            "graded" => noise * (steps * (-20.0 / n)).Exp().Unsqueeze(-1) * (steps * (-20.0 / n)).Exp(),
            "identity and noise" => Tensor.Eye(n, dtype: DType.Float64) + noise * 1e-7,
            "Wilkinson" => (steps - (n - 1) / 2.0).Abs().DiagEmbed() + Beside(n, _ => 1),
            "glued" => (steps.Remainder(21) - 10).Abs().DiagEmbed() + Beside(n, i => i % 21 == 20 ? 1e-8 : 1),
            "low rank" => noise.Narrow(1, 0, Math.Min(3, n)).Matmul(noise.Narrow(1, 0, Math.Min(3, n)).Mt),
            "diagonal" => noise.Diagonal().DiagEmbed(),
            "ones" => Tensor.Ones([n, n], DType.Float64),
            "zero" => Tensor.Zeros([n, n], DType.Float64),
            "Laplace" => 2 * Tensor.Eye(n, dtype: DType.Float64) - Beside(n, _ => 1),
            "huge" => noise * 1e35,
            _ => noise * 1e-35,
        };
        return a.To(dtype);
    }

    static Tensor Beside(long n, Func<long, double> element)
    {
        var a = Tensor.Zeros([n, n], DType.Float64);
        for (long i = 0; i + 1 < n; i++)
        {
            a.Select(0, i).Select(0, i + 1).Fill(element(i));
            a.Select(0, i + 1).Select(0, i).Fill(element(i));
        }
        return a;
    }
}
