namespace Adjoint.Bench;

/// <summary>Convolutions.</summary>
internal static class Convolution
{
    public static IEnumerable<Workload> Workloads => [];
}
