using System.Diagnostics;

namespace Adjoint.Bench;

/// <summary>The memory of a long training loop in which nothing is disposed: it must not grow.</summary>
internal static class FlatMemory
{
    const double AllowedGrowth = 10;

    public static int Report(int steps)
    {
        var step = new ManualLoop().SetUp();
        var settled = 0.0;
        var resident = 0.0;
        var (start, allocated) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
        for (var tenth = 1; tenth <= 10; tenth++)
        {
            for (var i = 0; i < steps / 10; i++) step();
            resident = Environment.WorkingSet / 1048576.0;
            if (tenth == 2) settled = resident;
            Console.WriteLine(
                $"{tenth * (steps / 10),9} steps: managed heap {GC.GetTotalMemory(false) / 1048576.0,6:F1} MiB, " +
                $"resident {resident,6:F1} MiB");
        }
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(
            $"{seconds / steps * 1e6:F2} us and {(GC.GetAllocatedBytesForCurrentThread() - allocated) / steps} bytes a step; " +
            $"collections {GC.CollectionCount(0)}, {GC.CollectionCount(1)}, {GC.CollectionCount(2)}");
        return resident - settled <= AllowedGrowth ? 0 : 1;
    }
}
