using Adjoint.Optim;

namespace Adjoint.Bench;

/// <summary>The peak resident memory of a process that trains.</summary>
internal static class Memory
{
    public static IEnumerable<Workload> Workloads =>
    [
        new PeakOf("MLP 784-512-512-10, Adam", new TrainingStep("", 64, model => new Adam(model.Parameters()))),
    ];
}

/// <summary>The memory of another workload's body, called many times.</summary>
internal sealed class PeakOf(string name, Workload workload) : Workload(name, Work.PeakMemory)
{
    public override Func<Tensor?> SetUp() => workload.SetUp();
}
