using System.Diagnostics;
using System.Runtime;

namespace Adjoint.Bench;

/// <summary>
/// Measures one workload: three calls for the checksum, a warm-up that lets the JIT settle, then the median of short rounds.
/// </summary>
internal static class Timing
{
    const int CallsBeforeChecksum = 2, FewestRounds = 3, StepsOfMemory = 50;
    const double ShortestRound = 50e-6;

    static readonly TimeSpan s_budget = TimeSpan.FromSeconds(0.1);
    static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(0.1), s_firstWarmUp = TimeSpan.FromSeconds(0.5);
    static readonly TimeSpan s_longestWarmUp = TimeSpan.FromSeconds(1);

    static bool s_isWarm;

    public static Measurement Measure(string group, Workload workload)
    {
        using var scope = Engine.Scope();
        Engine.ManualSeed(0);
        var body = workload.SetUp();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < CallsBeforeChecksum; i++) Call(body);
        var checksum = LastCall(body);
        var value = workload.Work.Unit == Unit.Resident ? PeakMemory(body) : Median(body, start);
        return new(group, workload.Name, value, checksum, workload.Work.Amount, workload.Work.Unit);
    }

    static double? LastCall(Func<Tensor?> body)
    {
        using var scope = Engine.Scope();
        return body() is { } result ? Checksum.Of(Engine.Elements(result)) : null;
    }

    static double Median(Func<Tensor?> body, long start)
    {
        // What all workloads have in common is compiled with the first one of a process.
        var shortest = s_isWarm ? s_warmUp : s_firstWarmUp;
        var (compiled, since) = (0L, start);
        for (var calls = 0; !IsSettled(Stopwatch.GetElapsedTime(start), calls); calls++)
        {
            Call(body);
            if (JitInfo.GetCompiledMethodCount() is var count && count != compiled) (compiled, since) = (count, Stopwatch.GetTimestamp());
        }
        s_isWarm = true;
        var warmUp = Stopwatch.GetElapsedTime(start);
        var once = Math.Min(Time(body, 1), Time(body, 1));
        var batch = (int)Math.Clamp(ShortestRound / once, 1, 1000);
        var times = new List<double>();
        while (times.Count < FewestRounds || Stopwatch.GetElapsedTime(start) < warmUp + s_budget) times.Add(Time(body, batch) / batch);
        times.Sort();
        return times[times.Count / 2];

        bool IsSettled(TimeSpan time, int calls) =>
            time >= s_longestWarmUp
            || time >= shortest && calls >= Engine.CallsToSettle && Stopwatch.GetElapsedTime(since) >= Engine.Stillness;
    }

    // Of the whole process: a workload of this kind is measured in a process of its own.
    static double PeakMemory(Func<Tensor?> body)
    {
        for (var i = 0; i < StepsOfMemory; i++) Call(body);
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    static double Time(Func<Tensor?> body, int count)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++) Call(body);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    static void Call(Func<Tensor?> body)
    {
        using var scope = Engine.Scope();
        body();
    }
}
