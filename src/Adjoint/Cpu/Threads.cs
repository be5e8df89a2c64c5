using System.Globalization;
using Adjoint.Cpu;
using Adjoint.Cpu.Parallel;

namespace Adjoint;

/// <summary>On how many processor cores the library computes.</summary>
/// <remarks>
/// At first on all that the process may use: a container's CPU limit is honoured. The environment variable
/// <c>ADJOINT_THREADS</c>, or in its absence the setting <c>Adjoint.Threads</c> in the <c>runtimeconfig.json</c>, gives another
/// number; one that is no positive number is ignored. Results do not depend on it.
/// </remarks>
public static class Threads
{
    static readonly Crew s_crew = new();
    static int s_count = Positive(Environment.GetEnvironmentVariable("ADJOINT_THREADS"))
        ?? Positive(AppContext.GetData("Adjoint.Threads")) ?? Environment.ProcessorCount;

    /// <summary>How many threads at most share the work of one operation, the calling one included. Small work stays on it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static int Count
    {
        get => s_count;
        set
        {
            s_count = value > 0 ? value : throw new ArgumentOutOfRangeException(
                nameof(value), value, $"Threads: at least one is needed, the calling one, not {value}.");
        }
    }

    /// <summary>
    /// Runs <paramref name="range"/> over 0 to <paramref name="count"/> in parts of about <paramref name="grain"/> or more.
    /// All of it on the calling thread if it is no more than that, inside of other shared work, or while the workers are
    /// busy with another thread's.
    /// </summary>
    internal static void For<TRange>(long count, long grain, TRange range) where TRange : struct, IRange
    {
        if (count <= grain || s_count == 1 || !s_crew.TryRun(s_count, count, grain, ref range))
        {
            if (count > 0) range.Run(0, count);
        }
    }

    static int? Positive(object? setting) =>
        int.TryParse(setting?.ToString(), CultureInfo.InvariantCulture, out var count) && count > 0 ? count : null;
}
