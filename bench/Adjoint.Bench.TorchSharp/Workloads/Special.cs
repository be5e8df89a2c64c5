namespace Adjoint.Bench;

internal static class Special
{
    const long Count = 100_000;

    public static IEnumerable<Workload> Workloads => [.. Of("float32", float32), .. Of("float64", float64)];

    static IEnumerable<ElementwiseWorkload> Of(string name, ScalarType dtype)
    {
        Tensor[] Between(double low, double high) => [rand([Count], dtype: dtype) * (high - low) + low];
        Tensor[] Two(double low, double high) => [.. Between(low, high), .. Between(low, high)];
        var bytes = 2.0 * dtype.ElementSize();
        return
        [
            new($"{name} lgamma", Count, bytes, () => Between(0.1, 10), x => x[0].lgamma()),
            new($"{name} digamma", Count, bytes, () => Between(0.1, 10), x => x[0].digamma()),
            new($"{name} erfc", Count, bytes, () => Between(-3, 3), x => x[0].erfc()),
            new($"{name} erfinv", Count, bytes, () => Between(-0.99, 0.99), x => x[0].erfinv()),
            new($"{name} i0", Count, bytes, () => Between(-10, 10), x => special.i0(x[0])),
            new($"{name} i1e", Count, bytes, () => Between(-10, 10), x => special.i1e(x[0])),
            new($"{name} ndtri", Count, bytes, () => Between(0.001, 0.999), x => special.ndtri(x[0])),
            new($"{name} sinc", Count, bytes, () => Between(-3, 3), x => x[0].sinc()),
            new($"{name} logaddexp", Count, 1.5 * bytes, () => Two(-3, 3), x => x[0].logaddexp(x[1])),
            new($"{name} xlogy", Count, 1.5 * bytes, () => Two(0.1, 3), x => x[0].xlogy(x[1])),
            new($"{name} hypot", Count, 1.5 * bytes, () => Two(-3, 3), x => x[0].hypot(x[1])),
            new($"{name} gammainc", Count, 1.5 * bytes, () => Two(0.1, 10), x => special.gammainc(x[0], x[1])),
            new($"{name} zeta", Count, 1.5 * bytes, () => Two(1.1, 5), x => special.zeta(x[0], x[1])),
        ];
    }
}
