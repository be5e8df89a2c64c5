namespace Adjoint.Bench;

/// <summary>Runs the engines by turns: all workloads in one process, those of memory each in its own.</summary>
internal sealed class Contest(EngineProcess adjoint, EngineProcess torchSharp, int threads)
{
    static readonly string[] s_groups =
    [
        "tiny", "networks", "matmul", "convolution", "elementwise", "special", "reductions", "gathers", "attention",
        "recurrent", "linalg", "optimizers",
    ];

    const string MemoryGroup = "memory", MachineGroup = "machine";

    public Comparison Run(string? filter, int rounds, Action<string> progress)
    {
        List<Measurement> ours = [], theirs = [];
        string[] parts = filter is null ? [.. s_groups, .. adjoint.List(MemoryGroup)]
            : filter.StartsWith(MemoryGroup, StringComparison.Ordinal) ? [.. adjoint.List(filter)]
            : [filter];
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var part in parts)
            {
                progress($"round {round} of {rounds}: {part}");
                ours.AddRange(adjoint.Measure(part, threads));
                theirs.AddRange(torchSharp.Measure(part, threads));
            }
            ours.AddRange(adjoint.Measure(MachineGroup, threads));
        }
        return new(ours, theirs);
    }
}
