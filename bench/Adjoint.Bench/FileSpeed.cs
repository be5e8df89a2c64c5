using System.Diagnostics;
using Adjoint.Serialization;

namespace Adjoint.Bench;

/// <summary>
/// How long files with tensors take to save and load, beside a plain copy of as many bytes, which is flushed to the disk as they are.
/// </summary>
internal static class FileSpeed
{
    const int Tensors = 16;
    const int Rounds = 3;

    public static int Report(int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("adjoint-bench-").FullName;
        try
        {
            var each = megabytes * (1L << 20) / sizeof(float) / Tensors;
            var state = Enumerable.Range(0, Tensors)
                .Select(i => new KeyValuePair<string, Tensor>($"layer{i}.weight", Tensor.Rand([each]))).ToList();
            var raw = Path.Combine(folder, "raw");
            SafeTensorsFile.Save(raw, state);
            var copy = Best(() => Copy(raw, raw + ".copy"));
            Console.WriteLine($"{megabytes} MiB of Float32: a plain copy {copy:F2} s");
            foreach (var ending in (string[])["safetensors", "pt", "npz"])
            {
                var path = Path.Combine(folder, "model." + ending);
                var save = Best(() => Checkpoint.Save(path, state));
                var load = Best(() => Checkpoint.Load(path));
                Console.WriteLine(
                    $"  .{ending,-12} save {save:F2} s ({save / copy:F2} copies), " +
                    $"load {load:F2} s ({load / copy:F2} copies), open {Best(() => Checkpoint.Inspect(path)) * 1e3:F1} ms");
                File.Delete(path);
            }
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static void Copy(string from, string to)
    {
        using var source = File.OpenRead(from);
        using var target = File.Create(to);
        source.CopyTo(target, 1 << 20);
        target.Flush(flushToDisk: true);
    }

    static double Best(Action action) => Enumerable.Range(0, Rounds).Min(_ =>
    {
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    });
}
