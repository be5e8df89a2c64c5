using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Sorting;

/// <summary>
/// Numbers as unsigned integers in the same order: NaN is the largest, and zeros of both signs are equal. Types of up to 32
/// bits have keys of 32 bits.
/// </summary>
internal static class SortKey<T> where T : unmanaged
{
    const ulong NaN32 = uint.MaxValue;
    const ulong NaN64 = ulong.MaxValue;
    const ulong Zero32 = 1UL << 31;
    const ulong Zero64 = 1UL << 63;

    // What makes the smallest signed integer 0.
    static long Bias
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(byte) ? 0 : 1L << (8 * Unsafe.SizeOf<T>() - 1);
    }

    /// <summary>The bits of a key that may be set.</summary>
    public static ulong Mask => Unsafe.SizeOf<T>() == 8 ? ulong.MaxValue : uint.MaxValue;

    /// <summary>The key of a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(T value)
    {
        if (typeof(T) == typeof(float))
        {
            var x = Unsafe.BitCast<T, float>(value);
            if (x == 0) return Zero32;
            if (float.IsNaN(x)) return NaN32;
            var bits = BitConverter.SingleToInt32Bits(x);
            return (uint)(bits ^ (bits >> 31 | int.MinValue));
        }
        if (typeof(T) == typeof(double))
        {
            var x = Unsafe.BitCast<T, double>(value);
            if (x == 0) return Zero64;
            if (double.IsNaN(x)) return NaN64;
            var bits = BitConverter.DoubleToInt64Bits(x);
            return (ulong)(bits ^ (bits >> 63 | long.MinValue));
        }
        return (ulong)(Convert.To<T, long>(value) + Bias);
    }

    /// <summary>Whether only one number has this key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsUnique(ulong key)
    {
        if (typeof(T) == typeof(float)) return key is not (Zero32 or NaN32);
        return typeof(T) != typeof(double) || key is not (Zero64 or NaN64);
    }

    /// <summary>Whether this is the key of NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNaN(ulong key)
    {
        if (typeof(T) == typeof(float)) return key == NaN32;
        return typeof(T) == typeof(double) && key == NaN64;
    }

    /// <summary>The number with a key that is unique.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Decode(ulong key)
    {
        if (typeof(T) == typeof(float))
        {
            var bits = (int)(uint)key;
            return Unsafe.BitCast<float, T>(BitConverter.Int32BitsToSingle(bits ^ (~bits >> 31 | int.MinValue)));
        }
        if (typeof(T) == typeof(double))
        {
            var bits = (long)key;
            return Unsafe.BitCast<double, T>(BitConverter.Int64BitsToDouble(bits ^ (~bits >> 63 | long.MinValue)));
        }
        return Convert.To<long, T>((long)key - Bias);
    }
}

/// <summary>A key and the position it came from, ordered by key and then by position.</summary>
internal interface ISortItem<TSelf> where TSelf : unmanaged, ISortItem<TSelf>
{
    static abstract TSelf Create(ulong key, long index);

    ulong Key { get; }

    long Index { get; }

    bool IsBefore(TSelf other);
}

/// <summary>A key of 32 bits and a position below 2^32 in one word.</summary>
internal readonly struct NarrowItem(ulong bits) : ISortItem<NarrowItem>
{
    readonly ulong _bits = bits;

    public static NarrowItem Create(ulong key, long index) => new(key << 32 | (ulong)index);

    public ulong Key => _bits >> 32;

    public long Index => (uint)_bits;

    public bool IsBefore(NarrowItem other) => _bits < other._bits;
}

/// <summary>A key of 64 bits and any position.</summary>
internal readonly struct WideItem(ulong key, long index) : ISortItem<WideItem>
{
    public static WideItem Create(ulong key, long index) => new(key, index);

    public ulong Key => key;

    public long Index => index;

    public bool IsBefore(WideItem other) => key != other.Key ? key < other.Key : index < other.Index;
}
