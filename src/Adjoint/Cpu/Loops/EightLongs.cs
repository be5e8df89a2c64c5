using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Loops;

/// <summary>
/// Eight numbers as <see cref="long"/>, by way of which integers get to another type, and doubles to integers, with the
/// instructions of AVX-512: exactly the casts of <see cref="Convert"/>, bit by bit.
/// </summary>
internal static unsafe class EightLongs
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Whether a cast may go by way of <see cref="long"/>: from an integer, or to one.</summary>
    [MethodImpl(Inline)]
    public static bool CanConvert<TFrom, TTo>() => Isa.Has512 && Avx512BW.IsSupported && Avx512DQ.IsSupported
        && typeof(TFrom) != typeof(TTo) && (IsInteger<TFrom>() || typeof(TFrom) == typeof(double))
        && (IsInteger<TTo>() || typeof(TTo) == typeof(double));

    [MethodImpl(Inline)]
    static bool IsInteger<T>() => typeof(T) == typeof(long) || typeof(T) == typeof(int) || typeof(T) == typeof(short)
        || typeof(T) == typeof(sbyte) || typeof(T) == typeof(byte) || typeof(T) == typeof(bool);

    [MethodImpl(Inline)]
    public static Vector512<long> Load<TFrom, TTo>(TFrom* source) where TFrom : unmanaged where TTo : unmanaged
    {
        if (typeof(TFrom) == typeof(double)) return FromDouble<TTo>(Vector512.Load((double*)source));
        if (typeof(TFrom) == typeof(long)) return Vector512.Load((long*)source);
        if (typeof(TFrom) == typeof(int)) return Avx512F.ConvertToVector512Int64(Vector256.Load((int*)source));
        if (typeof(TFrom) == typeof(short)) return Avx512F.ConvertToVector512Int64(Vector128.Load((short*)source));
        var bytes = Vector128.CreateScalar(*(ulong*)source).AsByte();
        if (typeof(TFrom) == typeof(sbyte)) return Avx512F.ConvertToVector512Int64(bytes.AsSByte());
        return Avx512F.ConvertToVector512Int64(typeof(TFrom) == typeof(bool) ? Vector128.Min(bytes, Vector128<byte>.One) : bytes);
    }

    // What does not fit into an Int32 wraps from the smallest one to a narrower type.
    [MethodImpl(Inline)]
    static Vector512<long> FromDouble<TTo>(Vector512<double> x)
    {
        if (typeof(TTo) == typeof(bool)) return ~Vector512.Equals(x, Vector512<double>.Zero).AsInt64();
        if (typeof(TTo) == typeof(long)) return Avx512DQ.ConvertToVector512Int64WithTruncation(x);
        return Avx512F.ConvertToVector512Int64(Avx512F.ConvertToVector256Int32WithTruncation(x));
    }

    [MethodImpl(Inline)]
    public static void Store<T>(Vector512<long> x, T* destination) where T : unmanaged
    {
        if (typeof(T) == typeof(long))
            x.Store((long*)destination);
        else if (typeof(T) == typeof(double))
            Avx512DQ.ConvertToVector512Double(x).Store((double*)destination);
        else if (typeof(T) == typeof(int))
            Avx512F.ConvertToVector256Int32(x).Store((int*)destination);
        else if (typeof(T) == typeof(short))
            Avx512F.ConvertToVector128Int16(x).Store((short*)destination);
        else if (typeof(T) == typeof(bool))
            V512<long>.StoreMask(V512<long>.Not(V512<long>.Equal(new(x), V512<long>.Zero)), (byte*)destination);
        else
            *(ulong*)destination = Avx512F.ConvertToVector128SByte(x).AsUInt64().ToScalar();
    }
}
