using System.Diagnostics;
using Adjoint.Cpu;
using Adjoint.Cpu.Parallel;

namespace Adjoint.Tests.Kernels;

[Collection(nameof(Alone))]
public class IdleThreadsTests
{
    readonly struct Nothing : IRange
    {
        public void Run(long from, long to) { }
    }

    [Fact]
    public void IdleWorkersUseNoTime()
    {
        var crew = new Crew();
        var range = new Nothing();
        crew.TryRun(8, 1000, 1, ref range);
        using var process = Process.GetCurrentProcess();
        var least = TimeSpan.MaxValue;
        for (var attempt = 0; attempt < 20 && least > TimeSpan.FromMilliseconds(30); attempt++)
        {
            process.Refresh();
            var before = process.TotalProcessorTime;
            Thread.Sleep(50);
            process.Refresh();
            var used = process.TotalProcessorTime - before;
            if (used < least) least = used;
        }
        Assert.True(least < TimeSpan.FromMilliseconds(30), $"{least.TotalMilliseconds} ms of 50");
    }
}
