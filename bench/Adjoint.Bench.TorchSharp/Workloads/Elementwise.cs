namespace Adjoint.Bench;

internal static class Elementwise
{
    static readonly (long Rows, long Columns)[] s_shapes = [(25, 40), (100, 100), (250, 400), (1000, 1000), (2500, 4000)];

    static readonly string[] s_everySize = ["add", "multiply, add numbers", "exp", "gelu", "where", "add a row"];

    public static IEnumerable<Workload> Workloads =>
        s_shapes.SelectMany((shape, i) => AtSize(shape.Rows, shape.Columns).Where(w => i is 2 or 4 || s_everySize.Contains(w.Operation)));

    static Tensor Normal(params long[] shape) => randn(shape);

    static Tensor Positive(long rows, long columns) => rand(rows, columns) + 0.5;

    static IEnumerable<ElementwiseWorkload> AtSize(long r, long c) =>
    [
        new("add", r * c, 12, () => [Normal(r, c), Normal(r, c)], x => x[0] + x[1]),
        new("multiply, add", r * c, 20, () => [Normal(r, c), Normal(r, c), Normal(r, c)], x => x[0] * x[1] + x[2]),
        new("multiply, add numbers", r * c, 16, () => [Normal(r, c)], x => x[0] * 2 + 1),
        new("addcmul", r * c, 16, () => [Normal(r, c), Normal(r, c), Normal(r, c)], x => x[0].addcmul(x[1], x[2], 1)),
        new("exp", r * c, 8, () => [Normal(r, c)], x => x[0].exp()),
        new("tanh", r * c, 8, () => [Normal(r, c)], x => x[0].tanh()),
        new("gelu", r * c, 8, () => [Normal(r, c)], x => nn.functional.gelu(x[0])),
        new("sigmoid", r * c, 8, () => [Normal(r, c)], x => x[0].sigmoid()),
        new("log", r * c, 8, () => [Positive(r, c)], x => x[0].log()),
        new("power", r * c, 12, () => [Positive(r, c), Normal(r, c)], x => x[0].pow(x[1])),
        new("power 2.5", r * c, 8, () => [Positive(r, c)], x => x[0].pow(2.5)),
        new("where", r * c, 13, () => [Normal(r, c).gt(0), Normal(r, c), Normal(r, c)], x => where(x[0], x[1], x[2])),
        new("add a row", r * c, 8, () => [Normal(r, c), Normal(c)], x => x[0] + x[1]),
        new("add a column", r * c, 8, () => [Normal(r, c), Normal(r, 1)], x => x[0] + x[1]),
        new("add, every second column", r * c, 16,
            () => [Normal(r, 2 * c)[TensorIndex.Colon, TensorIndex.Slice(step: 2)], Normal(r, c)], x => x[0] + x[1]),
        new("add, transposed", r * c, 12, () => [Normal(c, r).t(), Normal(r, c)], x => x[0] + x[1]),
        new("exp, transposed", r * c, 8, () => [Normal(c, r).t()], x => x[0].exp()),
        new("float32 to float64", r * c, 12, () => [Normal(r, c)], x => x[0].to(float64)),
        new("float64 to float32", r * c, 12, () => [Normal(r, c).to(float64)], x => x[0].to(float32)),
        new("float32 to int64", r * c, 12, () => [Normal(r, c) * 100], x => x[0].to(int64)),
        new("int64 to float32", r * c, 12, () => [(Normal(r, c) * 100).to(int64)], x => x[0].to(float32)),
        new("float32 to float16", r * c, 6, () => [Normal(r, c)], x => x[0].to(float16)),
        new("float16 to float32", r * c, 6, () => [Normal(r, c).to(float16)], x => x[0].to(float32)),
        new("float32 to bfloat16", r * c, 6, () => [Normal(r, c)], x => x[0].to(bfloat16)),
        new("bool to float32", r * c, 5, () => [Normal(r, c).gt(0)], x => x[0].to(float32)),
        new("tanh, forward + backward", r * c, 20, () => [WithGradient(Normal(r, c)), Normal(r, c)],
            x => Gradient(x[0], x[0].tanh(), x[1])),
        new("gelu, forward + backward", r * c, 20, () => [WithGradient(Normal(r, c)), Normal(r, c)],
            x => Gradient(x[0], nn.functional.gelu(x[0]), x[1])),
    ];

    static Tensor WithGradient(Tensor x)
    {
        x.requires_grad = true;
        return x;
    }

    static Tensor? Gradient(Tensor x, Tensor y, Tensor g)
    {
        x.grad = null;
        y.backward([g]);
        return x.grad;
    }
}

internal sealed class ElementwiseWorkload(string operation, long count, double bytes, Func<Tensor[]> inputs, Func<Tensor[], Tensor?> apply)
    : Workload($"{operation} {count}", Work.Bytes(bytes * count))
{
    public string Operation => operation;

    public override Func<Tensor?> SetUp()
    {
        var x = inputs();
        return () => apply(x);
    }
}
