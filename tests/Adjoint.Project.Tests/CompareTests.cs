using System.Text.Json;
using Adjoint.Bench;

namespace Adjoint.Project.Tests;

/// <summary>The arithmetic of bench/compare, on measurements made up.</summary>
public class CompareTests
{
    static readonly MachineInfo s_machine = new("a processor", 2, "a system", ".NET", "abc", "2026-11-25");

    static Measurement Of(string name, double seconds, double? checksum = 1, string group = "matmul", double work = 0, Unit unit = Unit.None) =>
        new(group, name, seconds, checksum, work, unit);

    [Fact]
    public void A_workload_counts_with_its_least_time_and_the_ratio_is_TorchSharps_over_Adjoints()
    {
        var comparison = new Comparison([Of("a", 2), Of("b", 5), Of("a", 1), Of("b", 7)], [Of("b", 10), Of("a", 4), Of("b", 20), Of("a", 3)]);
        Assert.Equal([("a", 3.0), ("b", 2.0)], comparison.Pairs.Select(pair => (pair.Name, pair.Ratio)));
        Assert.Empty(Reports.Complaints(comparison));
    }

    [Fact]
    public void Workloads_of_one_name_in_two_groups_are_two()
    {
        var comparison = new Comparison([Of("a", 1, group: "tiny"), Of("a", 2)], [Of("a", 3), Of("a", 4, group: "tiny")]);
        Assert.Equal([("tiny", 4.0), ("matmul", 1.5)], comparison.Pairs.Select(pair => (pair.Group, pair.Ratio)));
    }

    [Fact]
    public void The_mean_of_ratios_is_geometric() => Assert.Equal(2, Comparison.GeometricMean([0.5, 4, 4]), 1e-12);

    [Theory]
    [InlineData(1.0, 1.0005, true)]
    [InlineData(1.0, 1.002, false)]
    [InlineData(1.0, -1.0, false)]
    [InlineData(1.0, double.NaN, false)]
    [InlineData(1.0, null, false)]
    [InlineData(null, null, true)]
    public void Results_that_differ_are_reported(double? ours, double? theirs, bool agree)
    {
        var comparison = new Comparison([Of("a", 1, ours)], [Of("a", 1, theirs)]);
        Assert.Equal(agree, comparison.Pairs[0].Agrees);
        Assert.Equal(agree ? 0 : 1, Reports.Complaints(comparison).Count());
        Assert.Equal(!agree, Reports.Markdown(comparison, s_machine).Contains("a (results differ)", StringComparison.Ordinal));
    }

    [Fact]
    public void A_result_that_differs_in_any_round_is_reported()
    {
        var comparison = new Comparison([Of("a", 1, 7), Of("a", 2, 8)], [Of("a", 1, 7), Of("a", 2, 7)]);
        Assert.Single(comparison.Disagreements);
    }

    [Fact]
    public void A_workload_that_one_engine_lacks_is_reported_and_the_machines_peaks_are_not()
    {
        var comparison = new Comparison([Of("a", 1), Of("b", 1), Of("copy", 1, group: "machine")], [Of("a", 1), Of("c", 1)]);
        Assert.Equal(["matmul/b", "matmul/c"], comparison.Unmatched);
        Assert.Equal("a", Assert.Single(comparison.Pairs).Name);
    }

    [Fact]
    public void The_share_of_the_peak_is_taken_from_the_peak_of_the_kind_of_work()
    {
        var comparison = new Comparison(
            [
                Of("square", 2, work: 100, unit: Unit.Flop),
                Of("square, float64", 2, work: 60, unit: Unit.Flop), Of("cat", 1, work: 3, unit: Unit.Byte), Of("step", 1),
                Of("fma float32", 1, null, "machine", 100, Unit.Flop),
                Of("fma float64", 1, null, "machine", 50, Unit.Flop), Of("copy", 1, null, "machine", 30, Unit.Byte),
            ],
            [Of("square", 1), Of("square, float64", 1), Of("cat", 1), Of("step", 1)]);
        Assert.Equal([0.5, 0.6, 0.1, null], comparison.Pairs.Select(comparison.ShareOfPeak));
    }

    [Fact]
    public void The_JSON_form_is_what_was_agreed()
    {
        var comparison = new Comparison([Of("a", 0.25)], [Of("a", 0.5)]);
        var json = JsonDocument.Parse(Reports.Json(comparison, s_machine)).RootElement;
        Assert.Equal(["machine", "workloads"], json.EnumerateObject().Select(p => p.Name));
        Assert.Equal("""{"group":"matmul","name":"a","adjoint":0.25,"torchsharp":0.5,"ratio":2}""",
            Assert.Single(json.GetProperty("workloads").EnumerateArray()).GetRawText());
        Assert.Equal("abc", json.GetProperty("machine").GetProperty("commit").GetString());
    }

    [Fact]
    public void A_line_of_an_engine_is_read_as_it_was_written()
    {
        var m = Of("exp 1000", 1.5e-6, double.NaN, "elementwise", 8000, Unit.Byte);
        Assert.Equal(m, Measurement.FromJson(m.ToJson()));
        Assert.Contains("\"unit\":\"byte\"", m.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_has_a_table_for_each_group_with_its_mean()
    {
        var comparison = new Comparison(
            [Of("a", 1e-3), Of("b", 2e-6), Of("c", 1 << 20, 1, "memory", 0, Unit.Resident)],
            [Of("a", 4e-3), Of("b", 2e-6), Of("c", 3 << 20, 1, "memory", 0, Unit.Resident)]);
        var text = Reports.Markdown(comparison, s_machine);
        Assert.Contains("### matmul: 2.00\n", text, StringComparison.Ordinal);
        Assert.Contains("| a | 1.00 ms | 4.00 ms | 4.00 |", text, StringComparison.Ordinal);
        Assert.Contains("### memory: 3.00\n", text, StringComparison.Ordinal);
        Assert.Contains("| c | 1.00 MiB | 3.00 MiB | 3.00 |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_of_results_has_the_marks_between_which_they_are_written()
    {
        var page = Repository.Read("docs/performance.md");
        var once = Page.Replace(page, "first\n");
        Assert.Contains("first\n", once, StringComparison.Ordinal);
        Assert.Equal(Page.Replace(page, "second\n"), Page.Replace(once, "second\n"));
        Assert.Throws<InvalidOperationException>(() => Page.Replace("no marks", ""));
    }
}
