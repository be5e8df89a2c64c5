namespace Adjoint.Bench;

/// <summary>Recurrent networks.</summary>
internal static class Recurrent
{
    public static IEnumerable<Workload> Workloads => [];
}
