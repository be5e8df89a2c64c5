namespace Adjoint.Bench;

internal static class Memory
{
    public static IEnumerable<Workload> Workloads =>
    [
        new PeakOf("MLP 784-512-512-10, Adam", new TrainingStep("", 64, model => optim.Adam(model.parameters()))),
        new PeakOf("ResNet-18 block, 8 x 64 x 56 x 56, SGD", new ResidualBlockMemory()),
        new PeakOf("transformer encoder layer, T 128, B 8, C 256, Adam", new EncoderLayerMemory()),
    ];
}

internal sealed class PeakOf(string name, Workload workload) : Workload(name, Work.PeakMemory)
{
    public override Func<Tensor?> SetUp() => workload.SetUp();
}

internal sealed class ResidualBlockMemory() : Workload("ResNet-18 block")
{
    public override Func<Tensor?> SetUp()
    {
        var (first, second) = (nn.Conv2d(64, 64, 3, padding: 1, bias: false), nn.Conv2d(64, 64, 3, padding: 1, bias: false));
        var (norm1, norm2) = (nn.BatchNorm2d(64), nn.BatchNorm2d(64));
        var x = randn(8, 64, 56, 56);
        var optimizer = optim.SGD([.. first.parameters(), .. norm1.parameters(), .. second.parameters(), .. norm2.parameters()], 0.01);
        return () =>
        {
            var h = norm1.call(first.call(x)).relu();
            var loss = (norm2.call(second.call(h)) + x).relu().mean();
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
            return loss;
        };
    }
}

internal sealed class EncoderLayerMemory() : Workload("transformer encoder layer")
{
    const int Length = 128, Batch = 8, Channels = 256, Heads = 8, Hidden = 1024;

    public override Func<Tensor?> SetUp()
    {
        var (project, join) = (nn.Linear(Channels, 3 * Channels), nn.Linear(Channels, Channels));
        var (widen, narrow) = (nn.Linear(Channels, Hidden), nn.Linear(Hidden, Channels));
        var (norm1, norm2) = (nn.LayerNorm(Channels), nn.LayerNorm(Channels));
        Tensor x = randn(Batch, Length, Channels), y = randn(Batch, Length, Channels);
        nn.Module[] modules = [project, join, norm1, widen, narrow, norm2];
        var optimizer = optim.Adam(modules.SelectMany(module => module.parameters()));
        return () =>
        {
            var heads = project.call(x).view(Batch, Length, 3, Heads, Channels / Heads).permute(2, 0, 3, 1, 4);
            var mixed = nn.functional.scaled_dot_product_attention(heads[0], heads[1], heads[2]).transpose(1, 2)
                .reshape(Batch, Length, Channels);
            var h = norm1.call(x + join.call(mixed));
            h = norm2.call(h + narrow.call(widen.call(h).relu()));
            var loss = nn.functional.mse_loss(h, y);
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
            return loss;
        };
    }
}
