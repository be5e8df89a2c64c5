namespace Adjoint.Bench;

/// <summary>Scaled dot-product attention and what is built of it.</summary>
internal static class Attention
{
    public static IEnumerable<Workload> Workloads => [];
}
