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
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
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
        if (sizeof(T) <= 2) v = TFold.Combine(v, new(Vector128.Shuffle(Bits(v).AsInt16(), Vector128.Create(1, 0, 3, 2, 5, 4, 7, 6)).As<short, T>()));
        if (sizeof(T) == 1)
            v = TFold.Combine(v, new(Vector128.Shuffle(Bits(v).AsByte(), Vector128.Create((byte)1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14)).As<byte, T>()));
        T result;
        V128<T>.StoreOne(v, &result);
        return result;
    }

    [MethodImpl(Inline)]
    static Vector128<T> Bits<T>(V128<T> v) where T : unmanaged => Unsafe.BitCast<V128<T>, Vector128<T>>(v);
}
