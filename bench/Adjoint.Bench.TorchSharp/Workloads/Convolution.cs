namespace Adjoint.Bench;

internal static class Convolution
{
    public static IEnumerable<Workload> Workloads => [];
}
