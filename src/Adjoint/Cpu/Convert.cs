using System.Runtime.CompilerServices;

namespace Adjoint.Cpu;

/// <summary>
/// Casts between element types, as PyTorch and NumPy cast on x86, on every machine: floats truncate to integers, integers
/// wrap around, everything but 0 is true. Floats out of range, and NaN, give the smallest 64-bit integer, or where the
/// target is narrower, the smallest 32-bit integer wrapped around to it.
/// </summary>
internal static class Convert
{
    /// <summary><paramref name="value"/> as a <typeparamref name="TTo"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TTo To<TFrom, TTo>(TFrom value) where TFrom : unmanaged where TTo : unmanaged
    {
        if (typeof(TFrom) == typeof(TTo)) return Unsafe.BitCast<TFrom, TTo>(value);
        if (typeof(TFrom) == typeof(float)) return FromSingle<TTo>(Unsafe.BitCast<TFrom, float>(value));
        if (typeof(TFrom) == typeof(double)) return FromDouble<TTo>(Unsafe.BitCast<TFrom, double>(value));
        if (typeof(TFrom) == typeof(Half)) return FromSingle<TTo>((float)Unsafe.BitCast<TFrom, Half>(value));
        if (typeof(TFrom) == typeof(BFloat16)) return FromSingle<TTo>(Unsafe.BitCast<TFrom, BFloat16>(value));
        if (typeof(TFrom) == typeof(sbyte)) return FromInt64<TTo>(Unsafe.BitCast<TFrom, sbyte>(value));
        if (typeof(TFrom) == typeof(short)) return FromInt64<TTo>(Unsafe.BitCast<TFrom, short>(value));
        if (typeof(TFrom) == typeof(int)) return FromInt64<TTo>(Unsafe.BitCast<TFrom, int>(value));
        if (typeof(TFrom) == typeof(long)) return FromInt64<TTo>(Unsafe.BitCast<TFrom, long>(value));
        if (typeof(TFrom) == typeof(byte)) return FromInt64<TTo>(Unsafe.BitCast<TFrom, byte>(value));
        if (typeof(TFrom) == typeof(bool)) return FromInt64<TTo>(Unsafe.BitCast<TFrom, byte>(value) != 0 ? 1 : 0);
        throw new NotSupportedException(typeof(TFrom).Name);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T FromSingle<T>(float value) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return Unsafe.BitCast<float, T>(value);
        if (typeof(T) == typeof(Half)) return Unsafe.BitCast<Half, T>((Half)value);
        if (typeof(T) == typeof(BFloat16)) return Unsafe.BitCast<BFloat16, T>((BFloat16)value);
        return FromDouble<T>(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T FromDouble<T>(double value) where T : unmanaged
    {
        if (typeof(T) == typeof(double)) return Unsafe.BitCast<double, T>(value);
        if (typeof(T) == typeof(bool)) return Unsafe.BitCast<bool, T>(value != 0);
        if (typeof(T) == typeof(long)) return Unsafe.BitCast<long, T>(ToInt64(value));
        if (typeof(T) == typeof(float) || typeof(T) == typeof(Half) || typeof(T) == typeof(BFloat16)) return FromSingle<T>((float)value);
        return FromInt64<T>(ToInt32(value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int ToInt32(double value) => value is > -2147483649.0 and < 2147483648.0 ? (int)value : int.MinValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static long ToInt64(double value) => value is >= -9223372036854775808.0 and < 9223372036854775808.0 ? (long)value : long.MinValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T FromInt64<T>(long value) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return Unsafe.BitCast<float, T>(value);
        if (typeof(T) == typeof(double)) return Unsafe.BitCast<double, T>(value);
        if (typeof(T) == typeof(Half)) return Unsafe.BitCast<Half, T>((Half)(float)value);
        if (typeof(T) == typeof(BFloat16)) return Unsafe.BitCast<BFloat16, T>((BFloat16)(float)value);
        if (typeof(T) == typeof(sbyte)) return Unsafe.BitCast<sbyte, T>((sbyte)value);
        if (typeof(T) == typeof(short)) return Unsafe.BitCast<short, T>((short)value);
        if (typeof(T) == typeof(int)) return Unsafe.BitCast<int, T>((int)value);
        if (typeof(T) == typeof(long)) return Unsafe.BitCast<long, T>(value);
        if (typeof(T) == typeof(byte)) return Unsafe.BitCast<byte, T>((byte)value);
        if (typeof(T) == typeof(bool)) return Unsafe.BitCast<bool, T>(value != 0);
        throw new NotSupportedException(typeof(T).Name);
    }
}
