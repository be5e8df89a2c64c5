using System.Numerics;

namespace Adjoint.Cpu.Buffers;

/// <summary>
/// The lengths buffers come in, so that one serves many shapes: eight to every doubling, which wastes an eighth at most.
/// </summary>
internal static class SizeClass
{
    /// <summary>Smaller buffers, in bytes, are not worth keeping: the collector makes them faster.</summary>
    public const long Smallest = 1024;

    const int StepsLog = 3;

    /// <summary>How many classes there are.</summary>
    public const int Count = (63 - 10) << StepsLog;

    /// <summary>The number of the class of buffers that hold at least <paramref name="bytes"/>, and their size.</summary>
    public static (int Number, long Bytes) Of(long bytes)
    {
        var log = BitOperations.Log2((ulong)(bytes - 1));
        var step = log - StepsLog;
        var steps = (bytes - 1) >> step; // 8 to 15
        return (((log - 9) << StepsLog) + (int)(steps & 7), (steps + 1) << step);
    }
}
