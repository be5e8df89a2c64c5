namespace Adjoint.Cpu.Fused;

/// <summary>Applies a step to those rows of a matrix whose gradient is not zero everywhere.</summary>
internal static unsafe class TouchedRows<TStep, T> where TStep : struct, IStep where T : unmanaged
{
    const long Grain = 16384;

    /// <summary>Steps over the rows, of <paramref name="length"/> elements each.</summary>
    public static void Run(StepLoop<TStep, T> loop, T* gradient, long rows, long length)
    {
        if (length > 0) Threads.For(rows, Math.Max(1, Grain / length), new Rows(loop, gradient, length));
    }

    readonly struct Rows(StepLoop<TStep, T> loop, T* gradient, long length) : IRange
    {
        public void Run(long from, long to)
        {
            for (var row = from; row < to; row++)
            {
                var bytes = new ReadOnlySpan<byte>(gradient + row * length, checked((int)(length * sizeof(T))));
                if (bytes.ContainsAnyExcept((byte)0)) loop.Run(row * length, (row + 1) * length);
            }
        }
    }
}
