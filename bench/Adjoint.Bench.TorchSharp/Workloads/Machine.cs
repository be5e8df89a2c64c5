namespace Adjoint.Bench;

/// <summary>The machine's peaks are measured by the other engine.</summary>
internal static class Machine
{
    public static IEnumerable<Workload> Workloads => [];
}
