using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Indexing;

/// <summary>Finds the bytes of a mask that are not 0, and takes the elements that stand there.</summary>
internal static unsafe class MaskScan
{
    const long Chunk = 1 << 15;

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
    public static void Positions(byte* mask, long count, long[] starts, long* positions) =>
        Threads.For(starts.Length - 1, 1, new TakeRange<long> { Mask = mask, Count = count, Starts = starts, To = positions });

    /// <summary>Copies the elements where the mask is not 0, in order.</summary>
    public static void Select<T>(byte* mask, long count, long[] starts, T* from, T* to) where T : unmanaged =>
        Threads.For(starts.Length - 1, 1, new TakeRange<T> { Mask = mask, Count = count, Starts = starts, From = from, To = to });

    // One bit for each of 64 bytes that is not 0, or of as many as there are.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Bits(byte* mask, long remaining)
    {
        ulong bits = 0;
        if (remaining >= 64 && Isa.Has512)
            return ~Vector512.Equals(Vector512.Load(mask), Vector512<byte>.Zero).ExtractMostSignificantBits();
        if (remaining >= 64)
        {
            for (var i = 0; i < 64; i += 16)
                bits |= (ulong)(ushort)~Vector128.Equals(Vector128.Load(mask + i), Vector128<byte>.Zero).ExtractMostSignificantBits() << i;
            return bits;
        }
        for (var i = 0; i < remaining; i++) bits |= (mask[i] != 0 ? 1UL : 0) << i;
        return bits;
    }

    struct CountRange : IRange
    {
        public byte* Mask;
        public long Count;
        public long[] Starts;

        [MethodImpl(Compile.Loop)]
        public readonly void Run(long from, long to)
        {
            for (var chunk = from; chunk < to; chunk++)
            {
                var end = Math.Min(Count, (chunk + 1) * Chunk);
                long sum = 0;
                for (var i = chunk * Chunk; i < end; i += 64) sum += BitOperations.PopCount(Bits(Mask + i, end - i));
                Starts[chunk] = sum;
            }
        }
    }

    // Without anything to take from, positions are taken.
    struct TakeRange<T> : IRange where T : unmanaged
    {
        public byte* Mask;
        public long Count;
        public long[] Starts;
        public T* From;
        public T* To;

        static bool HasCompress => Isa.Has512 && Avx512F.IsSupported && sizeof(T) >= 4;

        [MethodImpl(Compile.Loop)]
        public readonly void Run(long from, long to)
        {
            for (var chunk = from; chunk < to; chunk++)
            {
                var end = Math.Min(Count, (chunk + 1) * Chunk);
                T* next = To + Starts[chunk], last = To + Starts[chunk + 1];
                for (var i = chunk * Chunk; i < end && next < last; i += 64)
                {
                    var bits = Bits(Mask + i, end - i);
                    // Whole vectors are written, of which the next overwrites what is not taken; the chunk's last elements are its own.
                    if (HasCompress && end - i >= 64 && last - next >= 64) next = Compress(i, bits, next);
                    else next = OneByOne(i, bits, next);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        readonly T* Compress(long i, ulong bits, T* next)
        {
            for (var k = 0; k < 64; k += Vector512<T>.Count)
            {
                if (sizeof(T) == 4)
                {
                    var mask = ~Vector512.Equals(Avx512F.ConvertToVector512Int32(Vector128.Load(Mask + i + k)), Vector512<int>.Zero);
                    Avx512F.Compress(Vector512<int>.Zero, mask, Vector512.Load((int*)From + i + k)).Store((int*)next);
                    next += BitOperations.PopCount((ushort)(bits >> k));
                }
                else
                {
                    var mask = ~Vector512.Equals(
                        Avx512F.ConvertToVector512Int64(Vector128.CreateScalarUnsafe(*(ulong*)(Mask + i + k)).AsByte()),
                        Vector512<long>.Zero);
                    var values = From is null
                        ? Vector512.Create(i + k) + Vector512.Create(0L, 1, 2, 3, 4, 5, 6, 7)
                        : Vector512.Load((long*)From + i + k);
                    Avx512F.Compress(Vector512<long>.Zero, mask, values).Store((long*)next);
                    next += BitOperations.PopCount((byte)(bits >> k));
                }
            }
            return next;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        readonly T* OneByOne(long i, ulong bits, T* next)
        {
            for (; bits != 0; bits &= bits - 1)
            {
                var at = i + BitOperations.TrailingZeroCount(bits);
                if (From is null) *(long*)next++ = at;
                else *next++ = From[at];
            }
            return next;
        }
    }
}
