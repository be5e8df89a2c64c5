namespace Adjoint.Bench;

internal static class Memory
{
    public static IEnumerable<Workload> Workloads =>
    [
        new PeakOf("MLP 784-512-512-10, Adam", new TrainingStep("", 64, model => optim.Adam(model.parameters()))),
    ];
}

internal sealed class PeakOf(string name, Workload workload) : Workload(name, Work.PeakMemory)
{
    public override Func<Tensor?> SetUp() => workload.SetUp();
}
