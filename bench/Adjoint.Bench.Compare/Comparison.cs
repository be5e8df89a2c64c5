namespace Adjoint.Bench;

/// <summary>One workload as both engines did it: the least of each one's medians.</summary>
/// <param name="Adjoint">Adjoint's measurement.</param>
/// <param name="TorchSharp">TorchSharp's measurement.</param>
internal sealed record Pair(Measurement Adjoint, Measurement TorchSharp)
{
    // The engines add in different orders, and in half of the workloads two updates of all weights lie before the checksum.
    const double Tolerance = 1e-3;

    public string Group => Adjoint.Group;

    public string Name => Adjoint.Name;

    /// <summary>TorchSharp's time, or memory, over Adjoint's: above 1 Adjoint is better.</summary>
    public double Ratio => TorchSharp.Seconds / Adjoint.Seconds;

    /// <summary>Whether both computed the same.</summary>
    public bool Agrees => (Adjoint.Checksum, TorchSharp.Checksum) switch
    {
        (null, null) => true,
        ({ } a, { } b) => Math.Abs(a - b) <= Tolerance * Math.Max(Math.Abs(a), Math.Abs(b)),
        _ => false,
    };
}

/// <summary>What several processes of two engines measured, brought together.</summary>
internal sealed class Comparison
{
    const string MachineGroup = "machine";

    /// <param name="adjoint">All that Adjoint's processes printed.</param>
    /// <param name="torchSharp">All that TorchSharp's processes printed.</param>
    public Comparison(IEnumerable<Measurement> adjoint, IEnumerable<Measurement> torchSharp)
    {
        var (left, right) = (Best(adjoint), Best(torchSharp));
        Pairs = [.. left.Keys.Where(right.ContainsKey).Select(key => new Pair(left[key], right[key]))];
        Peaks = [.. left.Values.Where(m => m.Group == MachineGroup)];
        Unmatched = [.. left.Keys.Except(right.Keys).Where(key => key.Group != MachineGroup).Concat(right.Keys.Except(left.Keys)).Select(key => $"{key.Group}/{key.Name}")];
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

    static Dictionary<(string Group, string Name), Measurement> Best(IEnumerable<Measurement> measurements) =>
        measurements.GroupBy(m => (m.Group, m.Name)).ToDictionary(same => same.Key, same => same.MinBy(m => m.Seconds)!);
}
