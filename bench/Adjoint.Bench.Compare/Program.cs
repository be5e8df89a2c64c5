using System.CommandLine;
using Adjoint.Bench;
using Spectre.Console;

var filter = new Option<string?>("--filter") { Description = "only GROUP, or GROUP/PART-OF-A-NAME" };
var rounds = new Option<int>("--rounds") { Description = "how many processes of each engine, by turns", DefaultValueFactory = _ => 5 };
var threads = new Option<int>("--threads") { Description = "on how many threads", DefaultValueFactory = _ => 2 };
var json = new Option<bool>("--json") { Description = "only JSON: times in seconds, of the group memory in bytes" };
var markdown = new Option<bool>("--markdown") { Description = "the tables of docs/performance.md" };
var into = new Option<FileInfo?>("--into") { Description = "besides, rewrites these tables in a page that has the marks for it" };

var command = new RootCommand("Compares Adjoint with TorchSharp. A ratio above 1 means that Adjoint is faster, or needs less memory.")
{
    filter, rounds, threads, json, markdown, into,
};
command.SetAction(parsed =>
{
    var bench = FindBench();
    var newRoot = Path.Combine(bench, "..", "..", "shared", "peer", "in-new-root");
    var contest = new Contest(
        new EngineProcess(bench, "Adjoint.Bench", "dotnet"),
        new EngineProcess(bench, "Adjoint.Bench.TorchSharp", File.Exists(newRoot) ? newRoot : "dotnet"),
        parsed.GetValue(threads));
    var comparison = contest.Run(parsed.GetValue(filter), parsed.GetValue(rounds), Console.Error.WriteLine);
    var machine = MachineInfo.Read(bench);
    if (parsed.GetValue(json)) Console.WriteLine(Reports.Json(comparison, machine));
    else if (parsed.GetValue(markdown)) Console.Write(Reports.Markdown(comparison, machine));
    else Print(comparison, machine);
    if (parsed.GetValue(into) is { FullName: var page })
        File.WriteAllText(page, Page.Replace(File.ReadAllText(page), Reports.Markdown(comparison, machine)));
    var complaints = Reports.Complaints(comparison).ToArray();
    foreach (var complaint in complaints) Console.Error.WriteLine(complaint);
    return complaints.Length == 0 ? 0 : 1;
});
return command.Parse(args).Invoke();

static void Print(Comparison comparison, MachineInfo machine)
{
    if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 140;
    AnsiConsole.Write(Reports.Table(comparison));
    Console.WriteLine($"{machine.Processor}, {machine.Cores} cores, {machine.Runtime}, commit {machine.Commit}, {machine.Date}");
    Console.WriteLine($"peaks: {string.Join(", ", comparison.Peaks.Select(p => $"{p.Name} {Quantity.Rate(p)}"))}");
}

// Up from the program, until the folder lies there that holds the engines.
static string FindBench()
{
    var folder = AppContext.BaseDirectory;
    while (!Directory.Exists(Path.Combine(folder, "Adjoint.Bench.TorchSharp")))
        folder = Path.GetDirectoryName(folder)
            ?? throw new InvalidOperationException("compare: run it from the repository, with bench/compare.");
    return folder;
}
