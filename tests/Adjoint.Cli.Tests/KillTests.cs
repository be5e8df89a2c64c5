using System.Diagnostics;
using Adjoint.Serialization;

namespace Adjoint.Cli.Tests;

/// <summary>A saving process that is killed leaves the old file or the new one, whenever it happens.</summary>
public sealed class KillTests : IDisposable
{
    const int Times = 20;
    const int Count = 4_000_000;

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adjoint-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("weights.safetensors")]
    [InlineData("weights.pt")]
    public void TheFileIsTheOldOneOrTheNewOne(string name)
    {
        var (target, source) = (Path.Combine(_folder.FullName, name), Path.Combine(_folder.FullName, "source.safetensors"));
        SafeTensorsFile.Save(source, [new("new", Tensor.Ones([Count]))]);
        var random = new Random(1);
        var killed = 0;
        for (var i = 0; i < Times; i++)
        {
            Checkpoint.Save(target, [new("old", Tensor.Zeros([2]))]);
            string[] arguments = [Path.Combine(AppContext.BaseDirectory, "Adjoint.Cli.dll"), "convert", source, target];
            using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
            if (!process.WaitForExit(random.Next(60, 400)))
            {
                process.Kill();
                process.WaitForExit();
                killed++;
            }
            var tensor = Checkpoint.Load(target).Single();
            Assert.True(tensor.Key == "old" ? tensor.Value.Count == 2 : tensor.Value.Sum().Item() == Count, tensor.Key);
        }
        Assert.InRange(killed, 1, Times);
    }
}
