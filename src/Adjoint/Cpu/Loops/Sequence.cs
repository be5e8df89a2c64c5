namespace Adjoint.Cpu.Loops;

/// <summary>A rule that says what stands at each place of a line.</summary>
internal interface ISequence
{
    T At<T>(long index) where T : unmanaged;
}

/// <summary>Writes sequences into contiguous memory.</summary>
internal static unsafe class Sequence
{
    const long Grain = 16384;

    /// <summary>Writes the first <paramref name="count"/> elements of a sequence.</summary>
    public static void Write<TSequence, T>(TSequence sequence, T* y, long count) where TSequence : struct, ISequence where T : unmanaged =>
        Threads.For(count, Grain, new Part<TSequence, T> { Sequence = sequence, Y = (nint)y });

    struct Part<TSequence, T> : IRange where TSequence : struct, ISequence where T : unmanaged
    {
        public required TSequence Sequence;
        public required nint Y;

        public readonly void Run(long from, long to)
        {
            for (var i = from; i < to; i++) ((T*)Y)[i] = Sequence.At<T>(i);
        }
    }
}

/// <summary>Whole numbers at equal distances: start + step * index, wrapping around.</summary>
internal readonly struct WholeSteps(long start, long step) : ISequence
{
    public T At<T>(long index) where T : unmanaged => Convert.To<long, T>(start + step * index);
}

/// <summary>Numbers at equal distances: start + step * index.</summary>
internal readonly struct Steps(double start, double step) : ISequence
{
    public T At<T>(long index) where T : unmanaged => Convert.To<double, T>(start + step * index);
}

/// <summary>
/// Numbers at equal distances that reach both ends exactly: the first half is counted from the start, the second from the
/// end, so the sequence is symmetric.
/// </summary>
internal readonly struct Between(double start, double end, long count) : ISequence
{
    readonly double _step = count > 1 ? (end - start) / (count - 1) : 0;

    public double this[long index] => index < count / 2 || count == 1 ? start + _step * index : end - _step * (count - 1 - index);

    public T At<T>(long index) where T : unmanaged => Convert.To<double, T>(this[index]);
}

/// <summary>A base to the power of each number of another sequence.</summary>
internal readonly struct Powers(double radix, Between exponents) : ISequence
{
    public T At<T>(long index) where T : unmanaged => Convert.To<double, T>(Math.Pow(radix, exponents[index]));
}
