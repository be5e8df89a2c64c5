using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Buffers;

/// <summary>Arrays that are used again. Idle ones are left to the collector after a while.</summary>
internal static unsafe class BufferPool
{
    /// <summary>From this many bytes on buffers lie still, begin at a cache line, and come back by themselves.</summary>
    public const long Large = 64 << 10;

    const int CacheLine = 64;

    // In milliseconds.
    const long Patience = 2000;

    static readonly List<Shelf> s_shelves = [];

    static BufferPool() => _ = new Trimmer();

    /// <summary>A buffer for <paramref name="count"/> elements, zeroed or with arbitrary content.</summary>
    public static Buffer Rent<T>(long count, bool zeroed) where T : unmanaged
    {
        var (number, size) = SizeClass.Of(Math.Max(count * sizeof(T), SizeClass.Smallest));
        var shelf = Shelves<T>.Of(number);
        var buffer = size >= Large && Shortage.Relieve() ? shelf.TakeSoon() : shelf.Take();
        if (buffer is null) buffer = Make<T>(size, zeroed, shelf);
        else if (zeroed) Clear<T>(buffer, count);
        if (size >= Large) Unsafe.As<LargeBuffer>(buffer).Lend();
        return buffer;
    }

    /// <summary>Leaves to the collector what has lain idle for so many milliseconds.</summary>
    public static void Trim(long patience)
    {
        lock (s_shelves)
        {
            foreach (var shelf in s_shelves) shelf.Trim(Environment.TickCount64 - patience);
        }
    }

    static Buffer Make<T>(long size, bool zeroed, Shelf shelf) where T : unmanaged
    {
        var length = (int)Math.Min(size / sizeof(T), Array.MaxLength);
        if (size < Large) return new(zeroed ? new T[length] : GC.AllocateUninitializedArray<T>(length), 0, shelf);
        var longer = (int)Math.Min(length + (long)CacheLine / sizeof(T), Array.MaxLength);
        var array = zeroed ? GC.AllocateArray<T>(longer, pinned: true) : GC.AllocateUninitializedArray<T>(longer, pinned: true);
        HugePages.Ask(Unsafe.AsPointer(ref array[0]), (long)longer * sizeof(T));
        var start = (int)(-(nint)Unsafe.AsPointer(ref array[0]) & (CacheLine - 1));
        return new LargeBuffer(array, longer == length ? 0 : start, shelf, size);
    }

    static void Clear<T>(Buffer buffer, long count) where T : unmanaged =>
        Unsafe.As<T[]>(buffer.Array).AsSpan(buffer.Start / sizeof(T), (int)count).Clear();

    static class Shelves<T>
    {
        static readonly Shelf?[] s_all = new Shelf?[SizeClass.Count];

        public static Shelf Of(int number) => s_all[number] ?? Make(number);

        static Shelf Make(int number)
        {
            lock (s_shelves)
            {
                if (s_all[number] is { } made) return made;
                var shelf = new Shelf();
                s_shelves.Add(shelf);
                return s_all[number] = shelf;
            }
        }
    }

    /// <summary>Trims the pool whenever the collector has gone through everything.</summary>
    sealed class Trimmer
    {
        ~Trimmer()
        {
            var memory = GC.GetGCMemoryInfo(GCKind.Any);
            Trim(memory.MemoryLoadBytes >= memory.HighMemoryLoadThresholdBytes ? 0 : Patience);
            GC.ReRegisterForFinalize(this);
        }
    }
}
