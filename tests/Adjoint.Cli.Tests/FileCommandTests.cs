using System.Text.Json;
using Adjoint.Serialization;

namespace Adjoint.Cli.Tests;

public sealed class FileCommandTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adjoint-");

    public void Dispose() => _folder.Delete(recursive: true);

    string this[string name] => Path.Combine(_folder.FullName, name);

    [Fact]
    public void TensorsAreListedWithWhatTheyHold()
    {
        Tensor weights = [1f, float.NaN, 3f];
        SafeTensorsFile.Save(
            this["a.safetensors"], [new("layer.weight", weights), new("steps", Tensor.Arange(4))], new Dictionary<string, string> { ["format"] = "pt" });
        var (exitCode, output, error) = Cli.Run("inspect", this["a.safetensors"], "--stats");
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(
            """
            SafeTensors, 2 tensors, 44 bytes
            note format: pt
            steps         Int64    [4]  32 bytes  min 0 mean 1.5 max 3
            layer.weight  Float32  [3]  12 bytes  min 1 mean 2 max 3 NaN 1

            """.ReplaceLineEndings(), output);
        using var json = JsonDocument.Parse(Cli.Run("inspect", this["a.safetensors"], "--stats", "--json").Out);
        Assert.Equal(1, json.RootElement.GetProperty("tensors")[1].GetProperty("statistics").GetProperty("naN").GetInt32());
    }

    [Theory]
    [InlineData("a.safetensors", "not a safetensors file")]
    [InlineData("a.pt", "not a file of PyTorch")]
    [InlineData("a.npz", "NumPy")]
    [InlineData("a.npy", "NumPy")]
    [InlineData("a.txt", "names no format")]
    public void WhatIsRefusedIsExplainedInOneLine(string name, string reason)
    {
        File.WriteAllText(this[name], "rubbish");
        var (exitCode, output, error) = Cli.Run("inspect", this[name]);
        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.DoesNotContain("(Parameter", error, StringComparison.Ordinal);
        Assert.Equal(2, Cli.Run("convert", this[name], this["b.pt"]).ExitCode);
        Assert.False(File.Exists(this["b.pt"]));
    }

    [Fact]
    public void TensorsGoFromFormatToFormat()
    {
        Tensor x = [[1f, 2f], [3f, 4f]];
        Checkpoint.Save(this["a.pt"], [new("x", x)]);
        foreach (var (from, to) in (ReadOnlySpan<(string, string)>)[
            ("a.pt", "b.safetensors"), ("b.safetensors", "c.npz"), ("c.npz", "d.npy"), ("d.npy", "x.pt")])
            Assert.Equal((0, ""), (Cli.Run("convert", this[from], this[to]).ExitCode, ""));
        Assert.True(Tensor.Equal(x, Checkpoint.Load(this["x.pt"]).Values.Single()));
        Assert.Equal(0, Cli.Run("convert", this["a.pt"], this["h.safetensors"], "--dtype", "bfloat16").ExitCode);
        Assert.Equal(DType.BFloat16, Checkpoint.Load(this["h.safetensors"])["x"].DType);
    }

    [Theory]
    [InlineData("{}", "it has no weight_map")]
    [InlineData("[1]", "it has no weight_map")]
    [InlineData("""{"weight_map": 3}""", "it has no weight_map")]
    [InlineData("""{"weight_map": {"a": 5}}""", "where tensor 'a' lies is not the name of a file")]
    [InlineData("""{"weight_map": {"a": "\ud800"}}""", "not an index of safetensors files")]
    [InlineData("""{"weight_map": {"a": "../a.safetensors"}}""", "which is not a file beside the index")]
    public void AnIndexThatIsNoneSaysWhatIsMissing(string text, string reason)
    {
        File.WriteAllText(this["m.safetensors.index.json"], text);
        var (exitCode, output, error) = Cli.Run("inspect", this["m.safetensors.index.json"]);
        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderIsNoFile()
    {
        SafeTensorsFile.Save(this["a.safetensors"], [new("x", Tensor.Ones([2]))]);
        foreach (var ending in (string[])["pt", "npy", "npz", "safetensors", "safetensors.index.json"])
        {
            Directory.CreateDirectory(this[$"folder.{ending}"]);
            Assert.Contains("is a folder, not a file", Cli.Run("inspect", this[$"folder.{ending}"]).Error, StringComparison.Ordinal);
        }
        Assert.Contains("is a folder, not a file", Cli.Run("convert", this["a.safetensors"], this["folder.pt"]).Error, StringComparison.Ordinal);
        var (exitCode, _, error) = Cli.Run("convert", this["a.safetensors"], this["nowhere/b.pt"]);
        Assert.Equal((2, $"{this["nowhere/b.pt"]}: there is no folder to write it to."), (exitCode, error.TrimEnd()));
        Assert.DoesNotContain(_folder.EnumerateFiles(), file => file.Name.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void NamesInFilesDoNotCommandTheTerminal()
    {
        SafeTensorsFile.Save(this["a.safetensors"], [new("x\u001b[2J\ny", Tensor.Ones([2]))], new Dictionary<string, string> { ["note\n"] = "\a" });
        var output = Cli.Run("inspect", this["a.safetensors"]).Out.ReplaceLineEndings("\n");
        Assert.Equal("SafeTensors, 1 tensor, 8 bytes\nnote note\\u000a: \\u0007\nx\\u001b[2J\\u000ay  Float32  [2]  8 bytes\n", output);
    }

    [Fact]
    public void AMissingFileIsOneLineToo()
    {
        var (exitCode, _, error) = Cli.Run("inspect", this["none.pt"]);
        Assert.Equal(2, exitCode);
        Assert.Contains("none.pt", error, StringComparison.Ordinal);
    }
}
