using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Copying;

/// <summary>Copies one line of elements of one size, each side evenly spaced.</summary>
internal static unsafe class CopyLine<T> where T : unmanaged
{
    /// <summary>
    /// Copies <paramref name="count"/> elements, <paramref name="fromStep"/> bytes apart, to places <paramref name="toStep"/> bytes apart.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(byte* to, long toStep, byte* from, long fromStep, long count)
    {
        if (toStep != sizeof(T)) Spaced(to, toStep, from, fromStep, count);
        else if (fromStep == sizeof(T)) CopyBytes.Run(to, from, count * sizeof(T));
        else if (fromStep == 0) Fill((T*)to, *(T*)from, count);
        else if (fromStep == -sizeof(T)) Reverse((T*)to, (T*)from, count);
        else Collect((T*)to, from, fromStep, count);
    }

    /// <summary>Writes one element along a line that lies together.</summary>
    public static void Fill(T* to, T value, long count)
    {
        for (long length; count > 0; to += length, count -= length)
        {
            length = Math.Min(count, 1 << 30);
            new Span<T>(to, (int)length).Fill(value);
        }
    }

    [MethodImpl(Compile.Loop)]
    static void Collect(T* to, byte* from, long step, long count)
    {
        var i = step == 2 * sizeof(T) ? EverySecond((T*)from, to, count) : 0;
        from += i * step;
        for (; i <= count - 4; i += 4)
        {
            T a = *(T*)from, b = *(T*)(from + step), c = *(T*)(from + 2 * step), d = *(T*)(from + 3 * step);
            (to[i], to[i + 1], to[i + 2], to[i + 3]) = (a, b, c, d);
            from += 4 * step;
        }
        for (; i < count; i++, from += step) to[i] = *(T*)from;
    }

    // Two vectors become one; stops before the last elements, since behind the very last one nothing may be read.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static long EverySecond(T* from, T* to, long count)
    {
        long i = 0;
        if (!Isa.Has512 || !Avx512F.IsSupported || sizeof(T) < 4) return i;
        for (var lanes = Vector512<T>.Count; i < count - lanes; i += lanes)
        {
            Vector512<T> lower = Vector512.Load(from + 2 * i), upper = Vector512.Load(from + 2 * i + lanes);
            var picked = sizeof(T) == 4
                ? Avx512F.PermuteVar16x32x2(lower.AsInt32(), Vector512.CreateSequence(0, 2), upper.AsInt32()).As<int, T>()
                : Avx512F.PermuteVar8x64x2(lower.AsInt64(), Vector512.CreateSequence(0L, 2), upper.AsInt64()).As<long, T>();
            picked.Store(to + i);
        }
        return i;
    }

    [MethodImpl(Compile.Loop)]
    static void Spaced(byte* to, long toStep, byte* from, long fromStep, long count)
    {
        for (; count >= 4; count -= 4)
        {
            T a = *(T*)from, b = *(T*)(from + fromStep), c = *(T*)(from + 2 * fromStep), d = *(T*)(from + 3 * fromStep);
            *(T*)to = a;
            *(T*)(to + toStep) = b;
            *(T*)(to + 2 * toStep) = c;
            *(T*)(to + 3 * toStep) = d;
            from += 4 * fromStep;
            to += 4 * toStep;
        }
        for (; count > 0; count--, from += fromStep, to += toStep) *(T*)to = *(T*)from;
    }

    // From the element a line ends with back to its beginning.
    [MethodImpl(Compile.Loop)]
    static void Reverse(T* to, T* from, long count)
    {
        long i = 0;
        if (Isa.Has256)
        {
            for (; i <= count - Vector256<T>.Count; i += Vector256<T>.Count)
                Reversed(Vector256.Load(from - i - Vector256<T>.Count + 1)).Store(to + i);
        }
        for (; i < count; i++) to[i] = from[-i];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<T> Reversed(Vector256<T> x)
    {
        if (sizeof(T) == 8) return Vector256.Shuffle(x.AsInt64(), Vector256.Create(3, 2, 1, 0)).As<long, T>();
        if (sizeof(T) == 4) return Vector256.Shuffle(x.AsInt32(), Vector256.Create(7, 6, 5, 4, 3, 2, 1, 0)).As<int, T>();
        return Vector256.Create(Reversed(x.GetUpper()), Reversed(x.GetLower()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<T> Reversed(Vector128<T> x) => sizeof(T) == 2
        ? Vector128.Shuffle(x.AsInt16(), Vector128.Create(7, 6, 5, 4, 3, 2, 1, 0)).As<short, T>()
        : Vector128.Shuffle(x.AsByte(), Vector128.Create((byte)15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)).As<byte, T>();
}
