namespace Adjoint.Bench;

internal static class Attention
{
    public static IEnumerable<Workload> Workloads => [];
}
