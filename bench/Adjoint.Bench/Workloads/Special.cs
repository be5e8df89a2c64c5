namespace Adjoint.Bench;

/// <summary>Special functions, in single and double precision.</summary>
internal static class Special
{
    const long Count = 100_000;

    public static IEnumerable<Workload> Workloads => [.. Of("float32", DType.Float32), .. Of("float64", DType.Float64)];

    static IEnumerable<ElementwiseWorkload> Of(string name, DType dtype)
    {
        Tensor[] Between(double low, double high) => [Tensor.Rand([Count], dtype) * (high - low) + low];
        Tensor[] Two(double low, double high) => [.. Between(low, high), .. Between(low, high)];
        var bytes = 2.0 * dtype.ItemSize;
        return
        [
            new($"{name} lgamma", Count, bytes, () => Between(0.1, 10), x => x[0].Lgamma()),
            new($"{name} digamma", Count, bytes, () => Between(0.1, 10), x => x[0].Digamma()),
            new($"{name} erfc", Count, bytes, () => Between(-3, 3), x => x[0].Erfc()),
            new($"{name} erfinv", Count, bytes, () => Between(-0.99, 0.99), x => x[0].Erfinv()),
            new($"{name} i0", Count, bytes, () => Between(-10, 10), x => x[0].I0()),
            new($"{name} i1e", Count, bytes, () => Between(-10, 10), x => Adjoint.Special.I1e(x[0])),
            new($"{name} ndtri", Count, bytes, () => Between(0.001, 0.999), x => Adjoint.Special.Ndtri(x[0])),
            new($"{name} sinc", Count, bytes, () => Between(-3, 3), x => x[0].Sinc()),
            new($"{name} logaddexp", Count, 1.5 * bytes, () => Two(-3, 3), x => x[0].LogAddExp(x[1])),
            new($"{name} xlogy", Count, 1.5 * bytes, () => Two(0.1, 3), x => x[0].XLogY(x[1])),
            new($"{name} hypot", Count, 1.5 * bytes, () => Two(-3, 3), x => x[0].Hypot(x[1])),
            new($"{name} gammainc", Count, 1.5 * bytes, () => Two(0.1, 10), x => Adjoint.Special.Gammainc(x[0], x[1])),
            new($"{name} zeta", Count, 1.5 * bytes, () => Two(1.1, 5), x => Adjoint.Special.Zeta(x[0], x[1])),
        ];
    }
}
