namespace Adjoint.Bench;

/// <summary>Runs the engines by turns: the workloads of a group in one process, those of memory each in its own.</summary>
internal sealed class Contest(EngineProcess adjoint, EngineProcess torchSharp, int threads)
{
    const string MemoryGroup = "memory", MachineGroup = "machine";

    public Comparison Run(string? filter, int rounds, Action<string> progress)
    {
        List<Measurement> ours = [], theirs = [];
        var parts = Parts(filter);
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

    // What a process each is started for.
    string[] Parts(string? filter)
    {
        if (filter is not null && !IsOfMemory(filter)) return [filter];
        var parts = adjoint.List(filter).Select(workload => IsOfMemory(workload) ? workload : workload.Split('/')[0]);
        return [.. parts.Distinct().Where(part => part != MachineGroup)];
    }

    static bool IsOfMemory(string filter) => filter.StartsWith(MemoryGroup, StringComparison.Ordinal);
}
