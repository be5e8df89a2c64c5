using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Conv;

/// <summary>Copies of short stretches of memory, and vectors whose lanes come from every second place.</summary>
internal static unsafe class Lanes<T> where T : unmanaged
{
    /// <summary>Whether <see cref="Unzip"/> and <see cref="Zip"/> are there for vectors of 512 bits.</summary>
    public static bool CanZip
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Isa.Has512 && Avx512F.IsSupported && (sizeof(T) == 4 || sizeof(T) == 8);
    }

    /// <summary>The lanes at even places of two vectors that follow each other, and those at odd places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<T> Even, Vector512<T> Odd) Unzip(Vector512<T> a, Vector512<T> b)
    {
        if (sizeof(T) == 4)
        {
            Vector512<int> x = a.AsInt32(), y = b.AsInt32(), even = Vector512.CreateSequence(0, 2);
            return (Avx512F.PermuteVar16x32x2(x, even, y).As<int, T>(),
                Avx512F.PermuteVar16x32x2(x, even + Vector512<int>.One, y).As<int, T>());
        }
        Vector512<long> u = a.AsInt64(), v = b.AsInt64(), places = Vector512.CreateSequence(0L, 2L);
        return (Avx512F.PermuteVar8x64x2(u, places, v).As<long, T>(),
            Avx512F.PermuteVar8x64x2(u, places + Vector512<long>.One, v).As<long, T>());
    }

    /// <summary>The opposite: the lanes of two vectors by turns, as two vectors that follow each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<T> First, Vector512<T> Second) Zip(Vector512<T> even, Vector512<T> odd)
    {
        if (sizeof(T) == 4)
        {
            Vector512<int> x = even.AsInt32(), y = odd.AsInt32();
            var first = Vector512.Create(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
            return (Avx512F.PermuteVar16x32x2(x, first, y).As<int, T>(),
                Avx512F.PermuteVar16x32x2(x, first + Vector512.Create(8), y).As<int, T>());
        }
        Vector512<long> u = even.AsInt64(), v = odd.AsInt64();
        var places = Vector512.Create(0L, 8, 1, 9, 2, 10, 3, 11);
        return (Avx512F.PermuteVar8x64x2(u, places, v).As<long, T>(),
            Avx512F.PermuteVar8x64x2(u, places + Vector512.Create(4L), v).As<long, T>());
    }

    /// <summary>Copies <paramref name="count"/> elements and touches no other; meant for rows of an image.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(T* source, T* target, long count)
    {
        if (Isa.Has512 && count >= Vector512<T>.Count) Copy<V512<T>>(source, target, count);
        else if (Isa.Has256 && count >= Vector256<T>.Count) Copy<V256<T>>(source, target, count);
        else if (count >= Vector128<T>.Count) Copy<V128<T>>(source, target, count);
        else
        {
            for (long i = 0; i < count; i++) target[i] = source[i];
        }
    }

    // The last vector overlaps the one before.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Copy<V>(T* source, T* target, long count) where V : struct, IVector<V, T>
    {
        for (long i = 0; i < count - V.Count; i += V.Count) V.Store(V.Load(source + i), target + i);
        V.Store(V.Load(source + count - V.Count), target + count - V.Count);
    }

    /// <summary>target[i] = source[2 i].</summary>
    public static void CopyEven(T* source, T* target, long count)
    {
        if (CanZip && count >= Vector512<T>.Count)
        {
            var last = count - Vector512<T>.Count;
            for (long i = 0; i < last; i += Vector512<T>.Count)
                Unzip(Vector512.Load(source + 2 * i), Vector512.Load(source + 2 * i + Vector512<T>.Count)).Even.Store(target + i);
            // Behind the last element there may be nothing to read.
            var (even, odd) = Unzip(Vector512.Load(source + 2 * last), Vector512.Load(source + 2 * last + Vector512<T>.Count - 1));
            Vector512.Create(even.GetLower(), odd.GetUpper()).Store(target + last);
        }
        else
        {
            for (long i = 0; i < count; i++) target[i] = source[2 * i];
        }
    }

    /// <summary>target[2 i] = even[i] and target[2 i + 1] = odd[i], <paramref name="count"/> elements in all.</summary>
    public static void Alternate(T* even, T* odd, T* target, long count)
    {
        long pairs = count / 2, last = pairs - Vector512<T>.Count;
        if (CanZip && last >= 0)
        {
            // The last vector overlaps the one before.
            for (long i = 0; i < last; i += Vector512<T>.Count) Alternate(even + i, odd + i, target + 2 * i);
            Alternate(even + last, odd + last, target + 2 * last);
        }
        else
        {
            for (long i = 0; i < pairs; i++) (target[2 * i], target[2 * i + 1]) = (even[i], odd[i]);
        }
        if (count % 2 != 0) target[count - 1] = even[pairs];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Alternate(T* even, T* odd, T* target)
    {
        var (first, second) = Zip(Vector512.Load(even), Vector512.Load(odd));
        first.Store(target);
        second.Store(target + Vector512<T>.Count);
    }

    /// <summary>target[step i] = source[i].</summary>
    public static void Spread(T* source, T* target, long count, long step)
    {
        for (long i = 0; i < count; i++) target[step * i] = source[i];
    }
}
