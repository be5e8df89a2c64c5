using System.CommandLine;
using System.Globalization;

namespace Adjoint.Bench;

/// <summary>The command line that both engines share.</summary>
internal static class BenchCommand
{
    public static RootCommand Create(string? more = null)
    {
        var filter = new Option<string?>("--filter") { Description = "only GROUP, or GROUP/PART-OF-A-NAME" };
        var threads = new Option<int>("--threads") { Description = "on how many threads", DefaultValueFactory = _ => 2 };
        var json = new Option<bool>("--json") { Description = "a line of JSON for each workload" };
        var list = new Option<bool>("--list") { Description = "only the names" };
        var command = new RootCommand($"Times the workloads on {Engine.Name}. {more}") { filter, threads, json, list };
        command.SetAction(parsed =>
        {
            Engine.SetThreads(parsed.GetValue(threads));
            var selected = Groups.Select(parsed.GetValue(filter)).ToArray();
            if (parsed.GetValue(list)) return List(selected);
            foreach (var (group, workload) in selected) Print(Timing.Measure(group, workload), parsed.GetValue(json));
            return 0;
        });
        return command;
    }

    static int List((string Group, Workload Workload)[] selected)
    {
        foreach (var (group, workload) in selected) Console.WriteLine($"{group}/{workload.Name}");
        return 0;
    }

    static void Print(Measurement m, bool json)
    {
        var value = m.Unit == Unit.Resident ? $"{m.Seconds / 1048576,12:F2} MiB" : $"{m.Seconds * 1e6,12:F2} us";
        var rate = m.Unit is Unit.Flop or Unit.Byte ? $"{m.Work / m.Seconds / 1e9,8:F1} G{(m.Unit == Unit.Flop ? "FLOP" : "B")}/s" : "";
        Console.WriteLine(json ? m.ToJson() : string.Create(CultureInfo.InvariantCulture, $"{m.Group,-12} {m.Name,-44} {value} {rate}"));
    }
}
