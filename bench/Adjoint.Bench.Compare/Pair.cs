namespace Adjoint.Bench;

/// <summary>One workload as both engines did it in all their processes.</summary>
/// <param name="ours">Adjoint's measurements.</param>
/// <param name="theirs">TorchSharp's measurements.</param>
internal sealed class Pair(IReadOnlyCollection<Measurement> ours, IReadOnlyCollection<Measurement> theirs)
{
    // The engines add in different orders, and in some workloads two updates of all weights lie before the checksum.
    const double Tolerance = 1e-3;

    /// <summary>Adjoint's best measurement.</summary>
    public Measurement Adjoint { get; } = ours.MinBy(m => m.Seconds)!;

    /// <summary>TorchSharp's best measurement.</summary>
    public Measurement TorchSharp { get; } = theirs.MinBy(m => m.Seconds)!;

    public string Group => Adjoint.Group;

    public string Name => Adjoint.Name;

    /// <summary>TorchSharp's time, or memory, over Adjoint's: above 1 Adjoint is better.</summary>
    public double Ratio => TorchSharp.Seconds / Adjoint.Seconds;

    /// <summary>Whether all computed the same.</summary>
    public bool Agrees { get; } = ours.Concat(theirs).All(m => Same(m.Checksum, ours.First().Checksum));

    static bool Same(double? a, double? b) =>
        (a, b) is (null, null) || a is { } x && b is { } y && Math.Abs(x - y) <= Tolerance * Math.Max(Math.Abs(x), Math.Abs(y));
}
