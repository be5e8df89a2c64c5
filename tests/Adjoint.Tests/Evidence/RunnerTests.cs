using System.IO.Compression;
using System.Text.Json;
using Adjoint.Evidence;

namespace Adjoint.Tests.Replay;

/// <summary>The runner on small folders of its own.</summary>
public sealed class RunnerTests : IDisposable
{
    const string Two = "0000000000000040", Three = "0000000000000840", Five = "0000000000001440", Six = "0000000000001840";

    readonly string _folder = Directory.CreateTempSubdirectory("evidence").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void ARightResultPasses()
    {
        Write(Row("add", Five));
        Assert.Equal([Outcome.Passed], Outcomes());
    }

    [Fact]
    public void AWrongResultFails()
    {
        Write(Row("add", Six));
        Assert.Equal([Outcome.Failed], Outcomes());
        Assert.Equal(1, App.Run(["--folder", _folder, "--json"]));
    }

    [Fact]
    public void WhatTheLibraryDoesNotHaveIsMissing()
    {
        Write(Row("no_such_operation", Five));
        Assert.Equal([Outcome.Missing], Outcomes());
    }

    [Fact]
    public void AnArgumentThatIsNotLookedAtIsMissing()
    {
        Write(Row("mul", Six).Replace("\"kwargs\":{}", """ "kwargs":{"extra":{"v":1}} """, StringComparison.Ordinal));
        Assert.Equal([Outcome.Missing], Outcomes());
    }

    [Fact]
    public void OneOperationCanBeChosen()
    {
        Write(Row("add", Five), Row("mul", Six));
        Assert.Equal("mul", Assert.Single(Suite.Replay(_folder, operation: "mul")).Operation);
    }

    [Fact]
    public void TheReportIsOneObject()
    {
        Write(Row("add", Five), Row("mul", Five));
        using var report = JsonDocument.Parse(Report.Json(Suite.Replay(_folder)));
        var suite = Assert.Single(report.RootElement.GetProperty("suites").EnumerateArray());
        Assert.Equal(("torch-ops", 1, 1, 0), (
            suite.GetProperty("name").GetString(), suite.GetProperty("passed").GetInt32(), suite.GetProperty("failed").GetInt32(),
            suite.GetProperty("missing").GetInt32()));
        Assert.Equal("mul", Assert.Single(report.RootElement.GetProperty("failures").EnumerateArray()).GetProperty("op").GetString());
    }

    [Fact]
    public void AFolderThatIsNotThereIsOneLine() => Assert.Equal(2, App.Run(["--folder", Path.Combine(_folder, "nowhere")]));

    [Fact]
    public void ASuiteThatIsNotThereIsOneLine() => Assert.Equal(2, App.Run(["--folder", _folder, "--suite", "nothing"]));

    [Fact]
    public void ACorruptFileIsOneLine()
    {
        Write("this is no JSON");
        Assert.Equal(2, App.Run(["--folder", _folder]));
    }

    static string Row(string op, string result) =>
        $$"""{"op":"{{op}}","sample":0,"input":{{Number(Two)}},"args":[{{Number(Three)}}],"kwargs":{},"out":[{{Number(result)}}]}""";

    static string Number(string hex) => $$$"""{"t":{"dtype":"float64","shape":[],"data":"{{{hex}}}"}}""";

    void Write(params string[] rows)
    {
        var suite = Directory.CreateDirectory(Path.Combine(_folder, "torch-ops")).FullName;
        using var writer = new StreamWriter(new GZipStream(File.Create(Path.Combine(suite, "rows.jsonl.gz")), CompressionMode.Compress));
        foreach (var row in rows) writer.WriteLine(row);
    }

    Outcome[] Outcomes() => [.. Suite.Replay(_folder).Select(result => result.Outcome)];
}
