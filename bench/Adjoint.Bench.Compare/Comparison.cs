namespace Adjoint.Bench;

/// <summary>What several processes of two engines measured, brought together.</summary>
internal sealed class Comparison
{
    const string MachineGroup = "machine";

    /// <param name="adjoint">All that Adjoint's processes printed.</param>
    /// <param name="torchSharp">All that TorchSharp's processes printed.</param>
    public Comparison(IEnumerable<Measurement> adjoint, IEnumerable<Measurement> torchSharp)
    {
        var (ours, theirs) = (adjoint.ToLookup(m => (m.Group, m.Name)), torchSharp.ToLookup(m => (m.Group, m.Name)));
        var (left, right) = (ours.Select(same => same.Key).ToArray(), theirs.Select(same => same.Key).ToArray());
        Pairs = [.. left.Intersect(right).Select(key => new Pair([.. ours[key]], [.. theirs[key]]))];
        Peaks = [.. left.Where(key => key.Group == MachineGroup).Select(key => ours[key].MinBy(m => m.Seconds)!)];
        Unmatched = [.. left.Except(right).Where(key => key.Group != MachineGroup).Concat(right.Except(left))
            .Select(key => $"{key.Group}/{key.Name}")];
    }

    /// <summary>The workloads of both engines, in Adjoint's order.</summary>
    public IReadOnlyList<Pair> Pairs { get; }

    /// <summary>What the machine can do at best, measured beside the workloads.</summary>
    public IReadOnlyList<Measurement> Peaks { get; }

    /// <summary>Workloads that only one of the engines has.</summary>
    public IReadOnlyList<string> Unmatched { get; }

    public IEnumerable<IGrouping<string, Pair>> Groups => Pairs.GroupBy(pair => pair.Group);

    /// <summary>The pairs whose results differ.</summary>
    public IEnumerable<Pair> Disagreements => Pairs.Where(pair => !pair.Agrees);

    public static double GeometricMean(IEnumerable<double> ratios) => Math.Exp(ratios.Average(Math.Log));

    /// <summary>Adjoint's share of the machine's peak, where the workload counts operations or bytes.</summary>
    public double? ShareOfPeak(Pair pair)
    {
        var m = pair.Adjoint;
        var name = m.Unit switch
        {
            Unit.Flop => m.Name.Contains("float64", StringComparison.Ordinal) ? "fma float64" : "fma float32",
            Unit.Byte => "copy",
            _ => null,
        };
        return Peaks.FirstOrDefault(p => p.Name == name) is { } peak ? Rate(m) / Rate(peak) : null;
    }

    /// <summary>Work a second.</summary>
    public static double Rate(Measurement m) => m.Work / m.Seconds;
}
