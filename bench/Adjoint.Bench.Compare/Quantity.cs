using System.Globalization;

namespace Adjoint.Bench;

/// <summary>Numbers as people read them.</summary>
internal static class Quantity
{
    /// <summary>A time with three digits, or an amount of memory.</summary>
    public static string Value(Measurement m) => m.Unit == Unit.Resident ? $"{Digits(m.Seconds / (1 << 20))} MiB" : m.Seconds switch
    {
        < 1e-6 => $"{Digits(m.Seconds * 1e9)} ns",
        < 1e-3 => $"{Digits(m.Seconds * 1e6)} us",
        < 1 => $"{Digits(m.Seconds * 1e3)} ms",
        _ => $"{Digits(m.Seconds)} s",
    };

    public static string Rate(Measurement m) => m.Unit switch
    {
        Unit.Flop => $"{Digits(Comparison.Rate(m) / 1e9)} GFLOP/s",
        Unit.Byte => $"{Digits(Comparison.Rate(m) / 1e9)} GB/s",
        _ => "",
    };

    public static string Ratio(double ratio) => ratio.ToString(ratio < 10 ? "F2" : "F1", CultureInfo.InvariantCulture);

    public static string Share(double? share) => share is { } s ? s.ToString("P0", CultureInfo.InvariantCulture) : "";

    static string Digits(double x) => x.ToString(x < 10 ? "F2" : x < 100 ? "F1" : "F0", CultureInfo.InvariantCulture);
}
