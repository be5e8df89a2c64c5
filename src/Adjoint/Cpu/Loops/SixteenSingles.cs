using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Loops;

/// <summary>
/// Sixteen numbers of any type as <see cref="float"/>, by way of which they get to another type with the instructions of
/// AVX-512: exactly the casts of <see cref="Convert"/>, bit by bit.
/// </summary>
internal static unsafe class SixteenSingles
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>Whether a cast may go by way of <see cref="float"/>: because that holds what comes in, or is what is wanted.</summary>
    [MethodImpl(Inline)]
    public static bool CanConvert<TFrom, TTo>() => Isa.Has512 && Avx512BW.IsSupported && Avx512DQ.IsSupported
        && typeof(TFrom) != typeof(TTo) && (IsSingle<TTo>() || IsSingle<TFrom>() || IsByte<TFrom>() && typeof(TTo) == typeof(double));

    [MethodImpl(Inline)]
    static bool IsSingle<T>() => typeof(T) == typeof(float) || typeof(T) == typeof(Half) || typeof(T) == typeof(BFloat16);

    [MethodImpl(Inline)]
    static bool IsByte<T>() => typeof(T) == typeof(byte) || typeof(T) == typeof(sbyte) || typeof(T) == typeof(bool);

    [MethodImpl(Inline)]
    public static Vector512<float> Load<T>(T* source) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return Vector512.Load((float*)source);
        if (typeof(T) == typeof(double))
            return Both(
                Avx512F.ConvertToVector256Single(Vector512.Load((double*)source)),
                Avx512F.ConvertToVector256Single(Vector512.Load((double*)source + 8)));
        if (typeof(T) == typeof(long))
            return Both(
                Avx512DQ.ConvertToVector256Single(Vector512.Load((long*)source)),
                Avx512DQ.ConvertToVector256Single(Vector512.Load((long*)source + 8)));
        if (typeof(T) == typeof(Half)) return FromHalf(Vector256.Load((ushort*)source));
        if (typeof(T) == typeof(BFloat16)) return (Avx512F.ConvertToVector512UInt32(Vector256.Load((ushort*)source)) << 16).AsSingle();
        return Vector512.ConvertToSingle(LoadIntegers(source));
    }

    [MethodImpl(Inline)]
    static Vector512<int> LoadIntegers<T>(T* source) where T : unmanaged
    {
        if (typeof(T) == typeof(int)) return Vector512.Load((int*)source);
        if (typeof(T) == typeof(short)) return Avx512F.ConvertToVector512Int32(Vector256.Load((short*)source));
        if (typeof(T) == typeof(sbyte)) return Avx512F.ConvertToVector512Int32(Vector128.Load((sbyte*)source));
        var bytes = Vector128.Load((byte*)source);
        return Avx512F.ConvertToVector512Int32(typeof(T) == typeof(bool) ? Vector128.Min(bytes, Vector128<byte>.One) : bytes);
    }

    [MethodImpl(Inline)]
    static Vector512<float> Both(Vector256<float> lower, Vector256<float> upper) =>
        Avx512F.InsertVector256(lower.ToVector512Unsafe(), upper, 1);

    [MethodImpl(Inline)]
    public static void Store<T>(Vector512<float> x, T* destination) where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            x.Store((float*)destination);
        }
        else if (typeof(T) == typeof(double))
        {
            Avx512F.ConvertToVector512Double(x.GetLower()).Store((double*)destination);
            Avx512F.ConvertToVector512Double(x.GetUpper()).Store((double*)destination + 8);
        }
        else if (typeof(T) == typeof(long))
        {
            Avx512DQ.ConvertToVector512Int64WithTruncation(x.GetLower()).Store((long*)destination);
            Avx512DQ.ConvertToVector512Int64WithTruncation(x.GetUpper()).Store((long*)destination + 8);
        }
        else if (typeof(T) == typeof(Half))
        {
            ToHalf(x).Store((ushort*)destination);
        }
        else if (typeof(T) == typeof(BFloat16))
        {
            ToBFloat16(x).Store((ushort*)destination);
        }
        else if (typeof(T) == typeof(bool))
        {
            V512<float>.StoreMask(V512<float>.Not(V512<float>.Equal(new(x), V512<float>.Zero)), (byte*)destination);
        }
        else
        {
            StoreIntegers(Avx512F.ConvertToVector512Int32WithTruncation(x), destination);
        }
    }

    [MethodImpl(Inline)]
    static void StoreIntegers<T>(Vector512<int> x, T* destination) where T : unmanaged
    {
        if (typeof(T) == typeof(int)) x.Store((int*)destination);
        else if (typeof(T) == typeof(short)) Avx512F.ConvertToVector256Int16(x).Store((short*)destination);
        else Avx512F.ConvertToVector128SByte(x).Store((sbyte*)destination);
    }

    // The sign, and below it the bits moved to where they are the number times 2 to the power -112; infinities and NaN are
    // too large then, and left to others.
    [MethodImpl(Inline)]
    static Vector512<float> FromHalf(Vector256<ushort> halves)
    {
        var wide = Avx512F.ConvertToVector512Int32(halves);
        var bits = (wide << 16 >> 3) & Vector512.Create(unchecked((int)0x8FFFFFFF));
        var value = bits.AsSingle() * Vector512.Create(5.192296858534828e33f);
        return Vector512.GreaterThanOrEqualAny(Vector512.Abs(value), Vector512.Create(65536f)) ? FromAnyHalf(wide.AsUInt32()) : value;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Vector512<float> FromAnyHalf(Vector512<uint> bits) =>
        Both(EightSingles.FromHalf(bits.GetLower()), EightSingles.FromHalf(bits.GetUpper()));

    // Zero and what stays a normal number: rounded in integer arithmetic, ties to even. The rest is left to others.
    [MethodImpl(Inline)]
    static Vector256<ushort> ToHalf(Vector512<float> x)
    {
        var magnitude = x.AsUInt32() & Vector512.Create(0x7FFFFFFFu);
        var outside = Vector512.GreaterThan(magnitude - Vector512.Create(0x38800000u), Vector512.Create(0x477FEFFFu - 0x38800000u));
        if ((outside & Vector512.GreaterThan(magnitude, Vector512<uint>.Zero)) != Vector512<uint>.Zero) return ToAnyHalf(x);
        var scaled = (Vector512.Abs(x) * Vector512.Create(1.9259299443872359e-34f)).AsUInt32();
        var rounded = (scaled + Vector512.Create(0xFFFu) + ((scaled >> 13) & Vector512<uint>.One)) >> 13;
        return Avx512F.ConvertToVector256UInt16(rounded | ((x.AsUInt32() ^ magnitude) >> 16));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Vector256<ushort> ToAnyHalf(Vector512<float> x) =>
        Vector256.Narrow(EightSingles.ToHalf(x.GetLower()), EightSingles.ToHalf(x.GetUpper()));

    [MethodImpl(Inline)]
    static Vector256<ushort> ToBFloat16(Vector512<float> x)
    {
        var bits = x.AsUInt32();
        if (!Vector512.EqualsAll(x, x)) return ToAnyBFloat16(x);
        return Avx512F.ConvertToVector256UInt16((bits + Vector512.Create(0x7FFFu) + ((bits >> 16) & Vector512<uint>.One)) >> 16);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Vector256<ushort> ToAnyBFloat16(Vector512<float> x) =>
        Vector256.Narrow(EightSingles.ToBFloat16(x.GetLower()), EightSingles.ToBFloat16(x.GetUpper()));
}
