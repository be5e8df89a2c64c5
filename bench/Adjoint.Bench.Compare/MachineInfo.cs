using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Adjoint.Bench;

/// <summary>Where, when and of what a comparison was made.</summary>
internal sealed record MachineInfo(string Processor, int Cores, string System, string Runtime, string Commit, string Date)
{
    public static MachineInfo Read(string bench) => new(
        ProcessorName(),
        Environment.ProcessorCount,
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        ReadCommit(bench),
        DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    static string ProcessorName()
    {
        const string Info = "/proc/cpuinfo";
        var line = File.Exists(Info)
            ? File.ReadLines(Info).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    static string ReadCommit(string bench)
    {
        using var git = Process.Start(
            new ProcessStartInfo("git", ["-C", bench, "describe", "--always", "--dirty"]) { RedirectStandardOutput = true })!;
        return git.StandardOutput.ReadToEnd().Trim();
    }
}
