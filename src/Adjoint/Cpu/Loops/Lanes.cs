using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Loops;

/// <summary>What loops do across the lanes of a vector: fold them, and leave out those that were there before.</summary>
internal static unsafe class Lanes
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // As many bytes of zeros as of ones: a vector of any width, loaded at the right place, ends in any number of set lanes.
    static ReadOnlySpan<byte> Steps =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ];

    /// <summary>
    /// A mask that holds in the last <paramref name="count"/> lanes. The last elements of a line, fewer than a vector, are loaded
    /// with some before them, and the mask tells them apart.
    /// </summary>
    [MethodImpl(Inline)]
    public static V Last<V, T>(long count) where V : struct, IVector<V, T> where T : unmanaged =>
        V.Load((T*)((byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(Steps)) + 64 - (V.Count - count) * sizeof(T)));

    /// <summary>Folds all lanes into one number, halves first.</summary>
    [MethodImpl(Inline)]
    public static T Fold<TFold, V, T>(V v) where TFold : struct, IFold where V : struct, IVector<V, T> where T : unmanaged
    {
        if (V.Count == Vector512<T>.Count)
        {
            var wide = Unsafe.BitCast<V, Vector512<T>>(v);
            return FoldHalves<TFold, T>(TFold.Combine(new V256<T>(wide.GetLower()), new V256<T>(wide.GetUpper())));
        }
        if (V.Count == Vector256<T>.Count) return FoldHalves<TFold, T>(Unsafe.BitCast<V, V256<T>>(v));
        return FoldFew<TFold, T>(Unsafe.BitCast<V, V128<T>>(v));
    }

    [MethodImpl(Inline)]
    static T FoldHalves<TFold, T>(V256<T> v) where TFold : struct, IFold where T : unmanaged
    {
        var wide = Unsafe.BitCast<V256<T>, Vector256<T>>(v);
        return FoldFew<TFold, T>(TFold.Combine(new V128<T>(wide.GetLower()), new V128<T>(wide.GetUpper())));
    }

    [MethodImpl(Inline)]
    static T FoldFew<TFold, T>(V128<T> v) where TFold : struct, IFold where T : unmanaged
    {
        v = TFold.Combine(v, new(Vector128.Shuffle(Bits(v).AsInt64(), Vector128.Create(1, 0)).As<long, T>()));
        if (sizeof(T) <= 4) v = TFold.Combine(v, new(Vector128.Shuffle(Bits(v).AsInt32(), Vector128.Create(1, 0, 3, 2)).As<int, T>()));
        if (sizeof(T) <= 2)
            v = TFold.Combine(v, new(Vector128.Shuffle(Bits(v).AsInt16(), Vector128.Create(1, 0, 3, 2, 5, 4, 7, 6)).As<short, T>()));
        if (sizeof(T) == 1)
        {
            var neighbours = Vector128.Create((byte)1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14);
            v = TFold.Combine(v, new(Vector128.Shuffle(Bits(v).AsByte(), neighbours).As<byte, T>()));
        }
        T result;
        V128<T>.StoreOne(v, &result);
        return result;
    }

    /// <summary>Single-precision lanes in double precision, the first half and the second.</summary>
    [MethodImpl(Inline)]
    public static (VDouble Low, VDouble High) Widen<V, VDouble>(V v)
        where V : struct, IVector<V, float> where VDouble : struct, IVector<VDouble, double>
    {
        if (V.Count == 16)
        {
            var wide = Unsafe.BitCast<V, Vector512<float>>(v);
            return (
                Unsafe.BitCast<Vector512<double>, VDouble>(Vector512.WidenLower(wide)),
                Unsafe.BitCast<Vector512<double>, VDouble>(Vector512.WidenUpper(wide)));
        }
        if (V.Count == 8)
        {
            var half = Unsafe.BitCast<V, Vector256<float>>(v);
            return (
                Unsafe.BitCast<Vector256<double>, VDouble>(Vector256.WidenLower(half)),
                Unsafe.BitCast<Vector256<double>, VDouble>(Vector256.WidenUpper(half)));
        }
        var few = Unsafe.BitCast<V, Vector128<float>>(v);
        return (
            Unsafe.BitCast<Vector128<double>, VDouble>(Vector128.WidenLower(few)),
            Unsafe.BitCast<Vector128<double>, VDouble>(Vector128.WidenUpper(few)));
    }

    /// <summary>Double-precision lanes, two halves of a vector, rounded to single precision.</summary>
    [MethodImpl(Inline)]
    public static V Narrow<V, VDouble>(VDouble low, VDouble high)
        where V : struct, IVector<V, float> where VDouble : struct, IVector<VDouble, double>
    {
        if (V.Count == 16)
            return Unsafe.BitCast<Vector512<float>, V>(
                Vector512.Narrow(Unsafe.BitCast<VDouble, Vector512<double>>(low), Unsafe.BitCast<VDouble, Vector512<double>>(high)));
        if (V.Count == 8)
            return Unsafe.BitCast<Vector256<float>, V>(
                Vector256.Narrow(Unsafe.BitCast<VDouble, Vector256<double>>(low), Unsafe.BitCast<VDouble, Vector256<double>>(high)));
        return Unsafe.BitCast<Vector128<float>, V>(
            Vector128.Narrow(Unsafe.BitCast<VDouble, Vector128<double>>(low), Unsafe.BitCast<VDouble, Vector128<double>>(high)));
    }

    /// <summary>Each lane folded with all before it.</summary>
    [MethodImpl(Inline)]
    public static V Scan<TFold, V>(V v) where TFold : struct, IFold where V : struct, IVector<V, double>
    {
        if (V.Count == 8)
        {
            v = Fold<TFold, V>(v, Unsafe.BitCast<Vector512<double>, V>(Vector512.Shuffle(
                Unsafe.BitCast<V, Vector512<double>>(v), Vector512.Create(0L, 0, 1, 2, 3, 4, 5, 6))), 7);
            v = Fold<TFold, V>(v, Unsafe.BitCast<Vector512<double>, V>(Vector512.Shuffle(
                Unsafe.BitCast<V, Vector512<double>>(v), Vector512.Create(0L, 0, 0, 1, 2, 3, 4, 5))), 6);
            return Fold<TFold, V>(v, Unsafe.BitCast<Vector512<double>, V>(Vector512.Shuffle(
                Unsafe.BitCast<V, Vector512<double>>(v), Vector512.Create(0L, 0, 0, 0, 0, 1, 2, 3))), 4);
        }
        if (V.Count == 4)
        {
            v = Fold<TFold, V>(v, Unsafe.BitCast<Vector256<double>, V>(Vector256.Shuffle(
                Unsafe.BitCast<V, Vector256<double>>(v), Vector256.Create(0L, 0, 1, 2))), 3);
            return Fold<TFold, V>(v, Unsafe.BitCast<Vector256<double>, V>(Vector256.Shuffle(
                Unsafe.BitCast<V, Vector256<double>>(v), Vector256.Create(0L, 0, 0, 1))), 2);
        }
        return Fold<TFold, V>(
            v, Unsafe.BitCast<Vector128<double>, V>(Vector128.Shuffle(Unsafe.BitCast<V, Vector128<double>>(v), Vector128.Create(0L, 0))),
            1);
    }

    /// <summary>The last lane in every lane.</summary>
    [MethodImpl(Inline)]
    public static V Spread<V>(V v) where V : struct, IVector<V, double>
    {
        if (V.Count == 8)
            return Unsafe.BitCast<Vector512<double>, V>(Vector512.Shuffle(Unsafe.BitCast<V, Vector512<double>>(v), Vector512.Create(7L)));
        if (V.Count == 4)
            return Unsafe.BitCast<Vector256<double>, V>(Vector256.Shuffle(Unsafe.BitCast<V, Vector256<double>>(v), Vector256.Create(3L)));
        return Unsafe.BitCast<Vector128<double>, V>(Vector128.Shuffle(Unsafe.BitCast<V, Vector128<double>>(v), Vector128.Create(1L)));
    }

    /// <summary>The lanes in reverse order.</summary>
    [MethodImpl(Inline)]
    public static V Reverse<V>(V v) where V : struct, IVector<V, float>
    {
        if (V.Count == 16)
            return Unsafe.BitCast<Vector512<float>, V>(Vector512.Shuffle(
                Unsafe.BitCast<V, Vector512<float>>(v), Vector512.Create(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)));
        if (V.Count == 8)
            return Unsafe.BitCast<Vector256<float>, V>(
                Vector256.Shuffle(Unsafe.BitCast<V, Vector256<float>>(v), Vector256.Create(7, 6, 5, 4, 3, 2, 1, 0)));
        return Unsafe.BitCast<Vector128<float>, V>(Vector128.Shuffle(Unsafe.BitCast<V, Vector128<float>>(v), Vector128.Create(3, 2, 1, 0)));
    }

    // The last lanes folded with those of another vector.
    [MethodImpl(Inline)]
    static V Fold<TFold, V>(V v, V earlier, int count) where TFold : struct, IFold where V : struct, IVector<V, double> =>
        V.Select(Last<V, double>(count), TFold.Combine(earlier, v), v);

    [MethodImpl(Inline)]
    static Vector128<T> Bits<T>(V128<T> v) where T : unmanaged => Unsafe.BitCast<V128<T>, Vector128<T>>(v);
}
