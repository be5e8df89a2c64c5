namespace Adjoint.Tests.Statistics;

/// <summary>Computes on one thread, two and five, and compares bit for bit.</summary>
static class OnThreads
{
    public static void Same(Func<Tensor[]> compute)
    {
        var before = Threads.Count;
        try
        {
            Threads.Count = 1;
            var expected = compute();
            foreach (var threads in (int[])[2, 5])
            {
                Threads.Count = threads;
                foreach (var (one, other) in expected.Zip(compute())) Assert.Equal(one.ToArray<double>(), other.ToArray<double>());
            }
        }
        finally
        {
            Threads.Count = before;
        }
    }
}
