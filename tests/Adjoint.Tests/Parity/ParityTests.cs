using System.Text.RegularExpressions;

namespace Adjoint.Tests.Parity;

/// <summary>docs/pytorch.md says what there is: <c>eng/pytorch-table</c> writes it anew.</summary>
public partial class ParityTests
{
    const string Begin = "<!-- table: written by eng/pytorch-table -->\n", End = "<!-- end of table -->\n";

    static readonly string s_path = Path.Combine(RepositoryRoot.Path, "docs", "pytorch.md");

    [GeneratedRegex(@"\| \d* \|\n")]
    private static partial Regex Cases { get; }

    [Fact]
    public void TheTableIsThatOfTheAssembly()
    {
        var page = File.ReadAllText(s_path).ReplaceLineEndings("\n");
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("ADJOINT_WRITE_TABLE") is not null)
        {
            File.WriteAllText(s_path, page[..begin] + ParityTable.Text(withEvidence: true) + page[end..]);
            return;
        }
        // Without evidence the numbers of cases are taken as they are.
        var hasEvidence = Directory.Exists(TestFiles.EvidenceFolder);
        string Compared(string text) => hasEvidence ? text : Cases.Replace(text, "|  |\n");
        Assert.True(
            Compared(page[begin..end]) == Compared(ParityTable.Text(hasEvidence)), "docs/pytorch.md does not say what there is; run eng/pytorch-table.");
    }

    [Fact]
    public void WhatHasAnotherNameExists()
    {
        var names = ParityAliases.All.Values.Where(value => Regex.IsMatch(value, @"^[A-Z]\w*\.\w+$")).ToArray();
        Assert.NotEmpty(names);
        Assert.All(names, name =>
        {
            var parts = name.Split('.');
            var type = Assert.Single(typeof(Tensor).Assembly.GetExportedTypes(), type => type.Name == parts[0]);
            Assert.NotEmpty(type.GetMember(parts[1]));
        });
    }
}
