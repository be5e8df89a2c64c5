namespace Adjoint.Bench;

internal static class Recurrent
{
    public static IEnumerable<Workload> Workloads => [];
}
