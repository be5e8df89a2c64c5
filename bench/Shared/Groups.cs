namespace Adjoint.Bench;

/// <summary>The groups and their workloads; the same file in both engines.</summary>
internal static class Groups
{
    static readonly (string Name, Func<IEnumerable<Workload>> Workloads)[] s_all =
    [
        ("tiny", () => Tiny.Workloads),
        ("networks", () => Networks.Workloads),
        ("matmul", () => Matmul.Workloads),
        ("convolution", () => Convolution.Workloads),
        ("elementwise", () => Elementwise.Workloads),
        ("special", () => Special.Workloads),
        ("reductions", () => Reductions.Workloads),
        ("gathers", () => Gathers.Workloads),
        ("attention", () => Attention.Workloads),
        ("recurrent", () => Recurrent.Workloads),
        ("linalg", () => LinearAlgebra.Workloads),
        ("optimizers", () => Optimizers.Workloads),
        ("memory", () => Memory.Workloads),
        ("machine", () => Machine.Workloads),
    ];

    /// <summary>Those that a filter GROUP[/NAME-PART] chooses; all without one.</summary>
    public static IEnumerable<(string Group, Workload Workload)> Select(string? filter)
    {
        var (group, part) = filter?.Split('/', 2) is [var g, .. var rest] ? (g, rest is [var p] ? p : "") : (null, "");
        return s_all.Where(each => group is null || each.Name == group)
            .SelectMany(each => each.Workloads().Where(w => w.Name.Contains(part, StringComparison.Ordinal)).Select(w => (each.Name, w)));
    }
}
