using System.Numerics;
using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Indexing;

/// <summary>Finds the bytes of a mask that are not 0, eight at a time.</summary>
internal static unsafe class NonzeroScan
{
    const long Chunk = 1 << 16;

    /// <summary>How many bytes that are not 0 there are before each chunk, and at the end altogether.</summary>
    public static long[] Count(byte* mask, long count)
    {
        var starts = new long[(count + Chunk - 1) / Chunk + 1];
        Threads.For(starts.Length - 1, 1, new CountRange { Mask = mask, Count = count, Starts = starts });
        long sum = 0;
        for (var i = 0; i < starts.Length; i++) (starts[i], sum) = (sum, sum + starts[i]);
        return starts;
    }

    /// <summary>Writes the positions of the bytes that are not 0, in ascending order.</summary>
    public static void Write(byte* mask, long count, long[] starts, long* positions) =>
        Threads.For(starts.Length - 1, 1, new WriteRange { Mask = mask, Count = count, Starts = starts, Positions = positions });

    // One bit, the lowest, for each of eight bytes that is not 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Bits(byte* mask, long remaining)
    {
        ulong bytes = 0;
        if (remaining >= 8) bytes = Unsafe.ReadUnaligned<ulong>(mask);
        else
        {
            for (var i = 0; i < remaining; i++) bytes |= (ulong)mask[i] << (8 * i);
        }
        bytes |= bytes >> 4;
        bytes |= bytes >> 2;
        bytes |= bytes >> 1;
        return bytes & 0x0101_0101_0101_0101;
    }

    struct CountRange : IRange
    {
        public byte* Mask;
        public long Count;
        public long[] Starts;

        public readonly void Run(long from, long to)
        {
            for (var chunk = from; chunk < to; chunk++)
            {
                var end = Math.Min(Count, (chunk + 1) * Chunk);
                long sum = 0;
                for (var i = chunk * Chunk; i < end; i += 8) sum += BitOperations.PopCount(Bits(Mask + i, end - i));
                Starts[chunk] = sum;
            }
        }
    }

    struct WriteRange : IRange
    {
        public byte* Mask;
        public long Count;
        public long[] Starts;
        public long* Positions;

        public readonly void Run(long from, long to)
        {
            for (var chunk = from; chunk < to; chunk++)
            {
                var end = Math.Min(Count, (chunk + 1) * Chunk);
                var next = Positions + Starts[chunk];
                for (var i = chunk * Chunk; i < end; i += 8)
                {
                    for (var bits = Bits(Mask + i, end - i); bits != 0; bits &= bits - 1) *next++ = i + BitOperations.TrailingZeroCount(bits) / 8;
                }
            }
        }
    }
}
