using System.Diagnostics;

namespace Adjoint.Bench;

/// <summary>The twin of Adjoint.Bench's: the same tensors in TorchSharp's own format, a module's <c>save</c> and <c>load</c>.</summary>
internal static class FileSpeed
{
    const int Tensors = 16;
    const int Rounds = 3;

    public static int Report(int megabytes)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("adjoint-bench-").FullName, "model.dat");
        try
        {
            var each = megabytes * (1L << 20) / sizeof(float) / Tensors;
            var model = new Weights(Enumerable.Range(0, Tensors).Select(_ => rand(each)).ToArray());
            Console.WriteLine(
                $"{megabytes} MiB of Float32 in TorchSharp's format: " +
                $"save {Best(() => model.save(path)):F2} s, load {Best(() => model.load(path)):F2} s");
            return 0;
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    static double Best(Action action) => Enumerable.Range(0, Rounds).Min(_ =>
    {
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    });

    sealed class Weights : nn.Module
    {
        public Weights(Tensor[] tensors) : base("weights")
        {
            for (var i = 0; i < tensors.Length; i++) register_buffer($"layer{i}", tensors[i]);
        }
    }
}
