namespace Adjoint.Cpu.Recurrent;

/// <summary>The steps of a recurrent layer, each for a part of the sequences and of the hidden units.</summary>
internal interface IRecurrentSteps
{
    /// <summary>
    /// Does the n-th step for the sequences from <paramref name="from"/> up to <paramref name="to"/>, and of their units for the panels
    /// from <paramref name="panel"/> up to <paramref name="end"/>.
    /// </summary>
    void Run(int n, long from, long to, long panel, long end);
}

/// <summary>
/// How threads share a recurrent layer. By sequences: each follows its own from the first step to the last without waiting for
/// others, and reads all weights at each step. By units, where sequences are few: each computes some units of all sequences from their
/// weights, and waits at each step for the others, whose units go into the next.
/// </summary>
internal static class RecurrentSplit
{
    // Fewer sequences for each thread do not pay for reading the weights; smaller weights not for waiting at each step.
    const long FewSequences = 8;
    static readonly long s_smallWeights = CacheSizes.L2 / 16;

    /// <summary>Which of both tests force on this thread; null to choose.</summary>
    [field: ThreadStatic]
    public static bool? Forced { get; set; }

    /// <summary>Whether units are shared, where the weights take <paramref name="bytes"/>.</summary>
    public static bool IsByUnits(long batch, long bytes) =>
        Forced ?? (Threads.Count > 1 && batch < FewSequences * Threads.Count && bytes > s_smallWeights);

    /// <summary>Runs all steps.</summary>
    public static void Run<TSteps>(in TSteps steps, int count, long batch, long panels, bool byUnits) where TSteps : struct, IRecurrentSteps
    {
        if (!byUnits)
        {
            Threads.For(batch, Grain(batch), new Sequences<TSteps> { Steps = steps, Count = count, Panels = panels });
            return;
        }
        var grain = (panels - 1) / Threads.Count + 1;
        for (var n = 0; n < count; n++) Threads.For(panels, grain, new Units<TSteps> { Steps = steps, N = n, Batch = batch });
    }

    // All sequences of a thread at once but no fewer than 4: the weights are read once at each step whatever their number.
    static long Grain(long batch) => Math.Max(4, (batch - 1) / Threads.Count + 1);

    struct Sequences<TSteps> : IRange where TSteps : struct, IRecurrentSteps
    {
        public TSteps Steps;
        public int Count;
        public long Panels;

        public readonly void Run(long from, long to)
        {
            for (var n = 0; n < Count; n++) Steps.Run(n, from, to, 0, Panels);
        }
    }

    struct Units<TSteps> : IRange where TSteps : struct, IRecurrentSteps
    {
        public TSteps Steps;
        public int N;
        public long Batch;

        public readonly void Run(long from, long to) => Steps.Run(N, 0, Batch, from, to);
    }
}
