using System.CommandLine;
using System.Diagnostics;

namespace Adjoint.Fuzz;

/// <summary>The command line: changes files by chance and reads them. Exit code 1: a reader did what it must not.</summary>
internal static class App
{
    public static int Run(string[] arguments)
    {
        var count = new Option<long>("--count") { Description = "How many inputs for each reader.", DefaultValueFactory = _ => 10_000 };
        var reader = new Option<string?>("--reader") { Description = $"Only one of {string.Join(", ", Reader.All.Select(reader => reader.Name))}." };
        var seed = new Option<string?>("--seed") { Description = "The first input, as a failure names it." };
        var root = new RootCommand("Feeds damaged and hostile files to every reader.") { count, reader, seed };
        root.SetAction(call =>
        {
            var failed = false;
            foreach (var target in Reader.All.Where(target => call.GetValue(reader) is not { } name || name == target.Name))
            {
                var start = Stopwatch.GetTimestamp();
                var tally = new Tally();
                try
                {
                    Fuzzer.Run(target, call.GetValue(count), tally, call.GetValue(seed));
                }
                catch (CsCheck.CsCheckException e)
                {
                    failed = true;
                    Console.WriteLine($"FAILED {target.Name}: {e.Message}\n{e.InnerException}");
                }
                Console.WriteLine(
                    $"{target.Name,-12} {tally.Accepted + tally.Refused,9} inputs: {tally.Accepted} accepted, {tally.Refused} refused; " +
                    $"slowest {tally.Slowest.TotalMilliseconds:F0} ms, " +
                    $"most memory {tally.Largest >> 10} KiB; {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s");
            }
            return failed ? 1 : 0;
        });
        return root.Parse(arguments).Invoke();
    }
}
