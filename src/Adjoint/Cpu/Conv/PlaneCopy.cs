namespace Adjoint.Cpu.Conv;

/// <summary>The channels of some images laid out as <see cref="Planes"/>.</summary>
internal static unsafe class PlaneCopy<T> where T : unmanaged
{
    // Elements that one thread should at least lay out.
    const long Grain = 16384;

    /// <summary>Vectors may be read, and written, up to this many elements beyond the end.</summary>
    public const int Slack = 64;

    /// <summary>Lays out <paramref name="channels"/> channels, each <paramref name="size"/> elements of the source.</summary>
    public static void Run(Planes planes, T* source, long size, long channels, T* target) =>
        Threads.For(
            channels, Math.Max(1, Grain / planes.ChannelSize),
            new Channels { Planes = planes, Source = (nint)source, Size = size, Target = (nint)target });

    struct Channels : IRange
    {
        public Planes Planes;
        public nint Source, Target;
        public long Size;

        public readonly void Run(long from, long to)
        {
            for (var i = from; i < to; i++) Planes.Fill((T*)Source + i * Size, (T*)Target + i * Planes.ChannelSize);
        }
    }
}
