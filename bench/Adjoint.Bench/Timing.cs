using System.Diagnostics;

namespace Adjoint.Bench;

/// <summary>Times workloads: the least of several medians, after a warm-up that lets the JIT settle.</summary>
internal static class Timing
{
    const int Rounds = 5;
    static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(1.5), s_round = TimeSpan.FromSeconds(0.5);

    public static int Report(params Workload[] workloads)
    {
        foreach (var workload in workloads)
        {
            Medians(workload, s_warmUp);
            var best = Enumerable.Range(0, Rounds).Min(_ => Medians(workload, s_round));
            Console.WriteLine($"{workload.Name,-34} {best * 1e6,12:F2} us");
        }
        return 0;
    }

    // Batches of at least 20 us, so that reading the clock does not count.
    static double Medians(Workload workload, TimeSpan budget)
    {
        var batch = 1;
        while (Time(workload, batch) < 20e-6) batch *= 2;
        var times = new List<double>();
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < budget;) times.Add(Time(workload, batch) / batch);
        times.Sort();
        return times[times.Count / 2];
    }

    static double Time(Workload workload, int count)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++) workload.Run();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
