using System.Text;
using System.Text.Json;
using Spectre.Console;

namespace Adjoint.Bench;

/// <summary>The forms in which a comparison is printed.</summary>
internal static class Reports
{
    static readonly string[] s_columns = ["Workload", "Adjoint", "TorchSharp", "Ratio", "Rate", "Of peak"];

    public static Table Table(Comparison comparison)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in s_columns)
            table.AddColumn(new TableColumn(column) { NoWrap = true, Alignment = column == s_columns[0] ? Justify.Left : Justify.Right });
        foreach (var group in comparison.Groups)
        {
            table.AddRow($"[bold]{group.Key}[/]", "", "", $"[bold]{Mean(group)}[/]");
            foreach (var pair in group)
            {
                var cells = Cells(comparison, pair).Select(Markup.Escape).ToArray();
                table.AddRow([.. cells.Select((cell, i) => i == 3 && pair.Ratio < 1 ? $"[red]{cell}[/]" : cell)]);
            }
        }
        return table;
    }

    public static string Markdown(Comparison comparison, MachineInfo machine)
    {
        var text = new StringBuilder();
        text.Append(
            $"{machine.Processor}, {machine.Cores} cores, {machine.System}, {machine.Runtime}, commit {machine.Commit}, {machine.Date}.\n");
        text.Append(
            $"Peaks measured in the same run: {string.Join(", ", comparison.Peaks.Select(p => $"{p.Name} {Quantity.Rate(p)}"))}.\n");
        foreach (var group in comparison.Groups)
        {
            text.Append($"\n### {group.Key}: {Mean(group)}\n\n| {string.Join(" | ", s_columns)} |\n|---|---:|---:|---:|---:|---:|\n");
            foreach (var pair in group) text.Append($"| {string.Join(" | ", Cells(comparison, pair))} |\n");
        }
        return text.ToString();
    }

    public static string Json(Comparison comparison, MachineInfo machine) => JsonSerializer.Serialize(
        new
        {
            Machine = machine,
            Workloads = comparison.Pairs.Select(p =>
                new { p.Group, p.Name, Adjoint = p.Adjoint.Seconds, Torchsharp = p.TorchSharp.Seconds, p.Ratio }),
        },
        JsonSerializerOptions.Web);

    /// <summary>What is wrong with the comparison itself: results that differ, workloads that one engine lacks.</summary>
    public static IEnumerable<string> Complaints(Comparison comparison) =>
    [
        .. comparison.Disagreements.Select(p =>
            $"{p.Group}/{p.Name}: the results differ, checksum {p.Adjoint.Checksum} against TorchSharp's {p.TorchSharp.Checksum}"),
        .. comparison.Unmatched.Select(name => $"{name}: only one of the engines has this workload"),
    ];

    static string Mean(IEnumerable<Pair> group) => Quantity.Ratio(Comparison.GeometricMean(group.Select(pair => pair.Ratio)));

    static string[] Cells(Comparison comparison, Pair pair) =>
    [
        pair.Agrees ? pair.Name : pair.Name + " (results differ)",
        Quantity.Value(pair.Adjoint),
        Quantity.Value(pair.TorchSharp),
        Quantity.Ratio(pair.Ratio),
        Quantity.Rate(pair.Adjoint),
        Quantity.Share(comparison.ShareOfPeak(pair)),
    ];
}
