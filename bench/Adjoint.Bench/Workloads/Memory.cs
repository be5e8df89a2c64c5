using Adjoint.Nn;
using Adjoint.Optim;

namespace Adjoint.Bench;

/// <summary>The peak resident memory of a process that trains.</summary>
internal static class Memory
{
    public static IEnumerable<Workload> Workloads =>
    [
        new PeakOf("MLP 784-512-512-10, Adam", new TrainingStep("", 64, model => new Adam(model.Parameters()))),
        new PeakOf("ResNet-18 block, 8 x 64 x 56 x 56, SGD", new ResidualBlockMemory()),
        new PeakOf("transformer encoder layer, T 128, B 8, C 256, Adam", new EncoderLayerMemory()),
    ];
}

/// <summary>The memory of another workload's body, called many times.</summary>
internal sealed class PeakOf(string name, Workload workload) : Workload(name, Work.PeakMemory)
{
    public override Func<Tensor?> SetUp() => workload.SetUp();
}

/// <summary>A step of training of the block of ResNet-18: two convolutions with batch norm, and a way around them.</summary>
internal sealed class ResidualBlockMemory() : Workload("ResNet-18 block")
{
    public override Func<Tensor?> SetUp()
    {
        Conv2d first = new(64, 64, 3, padding: 1, bias: false), second = new(64, 64, 3, padding: 1, bias: false);
        BatchNorm2d norm1 = new(64), norm2 = new(64);
        var x = Tensor.Randn([8, 64, 56, 56]);
        var optimizer = new SGD([.. first.Parameters(), .. norm1.Parameters(), .. second.Parameters(), .. norm2.Parameters()], lr: 0.01);
        return () =>
        {
            var h = norm1.Call(first.Call(x)).Relu();
            var loss = (norm2.Call(second.Call(h)) + x).Relu().Mean();
            optimizer.ZeroGrad();
            loss.Backward();
            optimizer.Step();
            return loss;
        };
    }
}

/// <summary>
/// A step of training of a transformer's encoder layer: attention of 8 heads, then two linear maps, each with a way around and layer norm.
/// </summary>
internal sealed class EncoderLayerMemory() : Workload("transformer encoder layer")
{
    const int Length = 128, Batch = 8, Channels = 256, Heads = 8, Hidden = 1024;

    public override Func<Tensor?> SetUp()
    {
        Linear project = new(Channels, 3 * Channels), join = new(Channels, Channels);
        Linear widen = new(Channels, Hidden), narrow = new(Hidden, Channels);
        LayerNorm norm1 = new(Channels), norm2 = new(Channels);
        Tensor x = Tensor.Randn([Batch, Length, Channels]), y = Tensor.Randn([Batch, Length, Channels]);
        ModuleBase[] modules = [project, join, norm1, widen, narrow, norm2];
        var optimizer = new Adam(modules.SelectMany(module => module.Parameters()));
        return () =>
        {
            var heads = project.Call(x).View(Batch, Length, 3, Heads, Channels / Heads).Permute(2, 0, 3, 1, 4);
            var mixed = Functional.ScaledDotProductAttention(heads[0], heads[1], heads[2]).Transpose(1, 2).Reshape(Batch, Length, Channels);
            var h = norm1.Call(x + join.Call(mixed));
            h = norm2.Call(h + narrow.Call(widen.Call(h).Relu()));
            var loss = Functional.MseLoss(h, y);
            optimizer.ZeroGrad();
            loss.Backward();
            optimizer.Step();
            return loss;
        };
    }
}
