namespace Adjoint.Bench;

internal static class Gathers
{
    static Tensor Numbers(params long[] shape) => randn(shape);

    static Tensor Index(long below, params long[] shape) => randint(below, shape, dtype: int64);

    static Gathering Do(string name, Func<Func<Tensor>> setUp, double bytes = 0) => new(name, setUp, bytes);

    public static IEnumerable<Workload> Workloads => [.. Lookups, .. Masks, .. Sorts, .. Copies];

    static IEnumerable<Workload> Lookups =>
    [
        new EmbeddingForward(30_000, 256, 8192),
        new EmbeddingBackward(30_000, 256, 8192),
        Do("gather, last dim, 1000 x 1000",
            () => (Numbers(1000, 1000), Index(1000, 1000, 1000)) is var (x, i) ? () => x.gather(1, i) : null!, 16e6),
        Do("gather, first dim, 1000 x 1000",
            () => (Numbers(1000, 1000), Index(1000, 1000, 1000)) is var (x, i) ? () => x.gather(0, i) : null!, 16e6),
        Do("scatter-add, last dim, 1000 x 1000",
            () => (Numbers(1000, 1000), Index(1000, 1000, 1000)) is var (x, i) ? () => x.scatter_add(1, i, x) : null!),
        Do("scatter-add, first dim, 1000 x 1000",
            () => (Numbers(1000, 1000), Index(1000, 1000, 1000)) is var (x, i) ? () => x.scatter_add(0, i, x) : null!),
        Do("index-select, 50000 rows of 64",
            () => (Numbers(100_000, 64), Index(100_000, 50_000)) is var (x, i) ? () => x.index_select(0, i) : null!, 8.0 * 50_000 * 64),
        Do("index-select, 1000 of 2000 columns",
            () => (Numbers(2000, 2000), Index(2000, 1000)) is var (x, i) ? () => x.index_select(1, i) : null!, 16e6),
        Do("index-add, 20000 rows of 64", () => (Numbers(10_000, 64), Index(10_000, 20_000), Numbers(20_000, 64)) is var (x, i, y)
            ? () => x.index_add(0, i, y, 1)
            : null!),
        Do("index-put, 1000000 elements", () => (Numbers(1_000_000), Index(1_000_000, 1_000_000)) is var (x, i)
            ? () => x.clone().index_put_(x.index(TensorIndex.Tensor(i)), TensorIndex.Tensor(i)).mean()
            : null!),
    ];

    static IEnumerable<Workload> Masks =>
    [
        .. new[] { 10_000, 1_000_000, 10_000_000 }.SelectMany(n => new Workload[]
        {
            Do($"masked-select {n}", () => (Numbers(n), Numbers(n).gt(0)) is var (x, m) ? () => x.masked_select(m) : null!),
            Do($"masked-fill {n}", () => (Numbers(n), Numbers(n).gt(0)) is var (x, m) ? () => x.masked_fill(m, 0) : null!),
            Do($"nonzero {n}", () => Numbers(n).gt(0) is var m ? () => m.nonzero() : null!),
        }),
    ];

    static IEnumerable<Workload> Sorts =>
    [
        .. new[] { 1000, 100_000, 1_000_000 }.SelectMany(n => new Workload[]
        {
            Do($"sort {n}", () => Numbers(n) is var x ? () => x.sort().Values : null!),
            Do($"sort {n}, int64", () => Index(1L << 40, n) is var x ? () => x.sort().Values : null!),
        }),
        Do("argsort 1000000", () => Numbers(1_000_000) is var x ? () => x.gather(0, x.argsort()) : null!),
        Do("sort, last dim, 1000 x 1000", () => Numbers(1000, 1000) is var x ? () => x.sort().Values : null!),
        Do("sort, first dim, 1000 x 1000", () => Numbers(1000, 1000) is var x ? () => x.sort(0).Values : null!),
        Do("top 10 of 1000000", () => Numbers(1_000_000) is var x ? () => x.topk(10).values : null!),
        Do("top 10 of 1000 x 1000", () => Numbers(1000, 1000) is var x ? () => x.topk(10).values : null!),
    ];

    static IEnumerable<Workload> Copies =>
    [
        .. new[] { 0, 1, 2 }.Select(dim => Do(
            $"cat, dim {dim}, 4 of 100 x 100 x 100", () => Numbers(100, 100, 100) is var x ? () => cat([x, x, x, x], dim) : null!, 32e6)),
        Do("stack, 4 of 100 x 100 x 100", () => Numbers(100, 100, 100) is var x ? () => stack([x, x, x, x]) : null!, 32e6),
        Do("transpose 2048 x 2048", () => Numbers(2048, 2048) is var x ? () => x.t().contiguous() : null!, 8.0 * 2048 * 2048),
        Do("transpose 2048 x 2048, float64",
            () => Numbers(2048, 2048).to(float64) is var x ? () => x.t().contiguous() : null!, 16.0 * 2048 * 2048),
        Do("channels last, 32 x 64 x 56 x 56",
            () => Numbers(32, 64, 56, 56) is var x ? () => x.permute(0, 2, 3, 1).contiguous() : null!, 8.0 * 32 * 64 * 56 * 56),
        Do("channels first, 32 x 56 x 56 x 64",
            () => Numbers(32, 56, 56, 64) is var x ? () => x.permute(0, 3, 1, 2).contiguous() : null!, 8.0 * 32 * 64 * 56 * 56),
        Do("repeat 1000 x 100 ten times", () => Numbers(1000, 100) is var x ? () => x.repeat(1, 10) : null!),
        Do("expand a column to 1000 x 1000", () => Numbers(1000, 1) is var x ? () => x.expand(1000, 1000).contiguous() : null!),
        Do("flip 1000 x 1000", () => Numbers(1000, 1000) is var x ? () => x.flip(1) : null!, 8e6),
        Do("roll 1000 x 1000", () => Numbers(1000, 1000) is var x ? () => x.roll(100, 1) : null!, 8e6),
        Do("tril 1000 x 1000", () => Numbers(1000, 1000) is var x ? () => x.tril() : null!, 8e6),
    ];
}

internal sealed class Gathering(string name, Func<Func<Tensor>> setUp, double bytes)
    : Workload(name, bytes > 0 ? Work.Bytes(bytes) : default)
{
    public override Func<Tensor?> SetUp() => setUp();
}

internal sealed class EmbeddingForward(long rows, long width, long count)
    : Workload($"embedding, {count} of {rows} x {width}", Work.Bytes(8.0 * count * width))
{
    public override Func<Tensor?> SetUp()
    {
        Tensor w = randn(rows, width), i = randint(rows, count, dtype: int64);
        var layer = nn.Embedding_from_pretrained(w);
        return () => layer.call(i);
    }
}

internal sealed class EmbeddingBackward(long rows, long width, long count) : Workload($"embedding backward, {count} of {rows} x {width}")
{
    public override Func<Tensor?> SetUp()
    {
        Tensor w = randn(rows, width), i = randint(rows, count, dtype: int64), g = randn(count, width);
        var layer = nn.Embedding_from_pretrained(w, freeze: false);
        return () =>
        {
            layer.weight!.grad = null;
            layer.call(i).backward([g]);
            return layer.weight!.grad;
        };
    }
}
