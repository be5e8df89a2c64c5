namespace Adjoint.Tests;

/// <summary>What a piece of code allocates on this thread.</summary>
static class Allocations
{
    /// <summary>
    /// The fewest bytes that <paramref name="repetitions"/> in a row took, of five attempts: a collection for want of memory in between
    /// takes the idle buffers away, and the runtime sometimes allocates on a thread that has to wait.
    /// </summary>
    public static long Of(int repetitions, Action action)
    {
        var least = long.MaxValue;
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < repetitions; i++) action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
