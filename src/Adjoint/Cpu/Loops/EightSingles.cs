using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Loops;

/// <summary>
/// Eight numbers of any type as <see cref="float"/>, by way of which they get to another type: exactly the casts of
/// <see cref="Convert"/>, bit by bit.
/// </summary>
internal static unsafe class EightSingles
{
    /// <summary>Whether a cast may go by way of <see cref="float"/>: because one of both is, or is narrower.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool CanConvert<TFrom, TTo>() => Isa.Has256 && typeof(TFrom) != typeof(TTo)
        && (FitsSingle<TFrom>() && (IsSingle<TTo>() || typeof(TTo) == typeof(double) || typeof(TTo) == typeof(int) && IsSingle<TFrom>())
            || IsSingle<TTo>() && (typeof(TFrom) == typeof(double) || typeof(TFrom) == typeof(int)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IsSingle<T>() => typeof(T) == typeof(float) || typeof(T) == typeof(Half) || typeof(T) == typeof(BFloat16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool FitsSingle<T>() => IsSingle<T>() || typeof(T) == typeof(byte) || typeof(T) == typeof(bool);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load<T>(T* source) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return Vector256.Load((float*)source);
        if (typeof(T) == typeof(double)) return Vector256.Narrow(Vector256.Load((double*)source), Vector256.Load((double*)source + 4));
        if (typeof(T) == typeof(int)) return Vector256.ConvertToSingle(Vector256.Load((int*)source));
        if (typeof(T) == typeof(Half)) return FromHalf(Widen(Vector128.Load((ushort*)source)));
        if (typeof(T) == typeof(BFloat16)) return (Widen(Vector128.Load((ushort*)source)) << 16).AsSingle();
        var bytes = Vector128.CreateScalar(*(ulong*)source).AsByte();
        if (typeof(T) == typeof(bool)) bytes = Vector128.Min(bytes, Vector128<byte>.One);
        return Vector256.ConvertToSingle(Widen(Vector128.WidenLower(bytes)).AsInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector256<float> x, T* destination) where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            x.Store((float*)destination);
        }
        else if (typeof(T) == typeof(double))
        {
            var (lower, upper) = Vector256.Widen(x);
            lower.Store((double*)destination);
            upper.Store((double*)destination + 4);
        }
        else if (typeof(T) == typeof(int))
        {
            var isInRange = Vector256.LessThan(Vector256.Abs(x), Vector256.Create(2147483648f));
            Vector256.ConditionalSelect(isInRange.AsInt32(), Vector256.ConvertToInt32Native(x), Vector256.Create(int.MinValue))
                .Store((int*)destination);
        }
        else
        {
            var halves = typeof(T) == typeof(Half) ? ToHalf(x) : ToBFloat16(x);
            Vector256.Narrow(halves, halves).GetLower().Store((ushort*)destination);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<uint> Widen(Vector128<ushort> x) => Vector256.WidenLower(x.ToVector256Unsafe());

    // The bits, moved into place, are the number times 2 to the power -112, subnormal or not; infinity and NaN keep their
    // exponent of all ones, and NaN becomes quiet.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> FromHalf(Vector256<uint> bits)
    {
        var magnitude = bits & Vector256.Create(0x7FFFu);
        var value = ((magnitude << 13).AsSingle() * Vector256.Create(5.192296858534828e33f)).AsUInt32();
        value |= Vector256.GreaterThan(magnitude, Vector256.Create(0x7BFFu)) & Vector256.Create(0x7F800000u);
        value |= Vector256.GreaterThan(magnitude, Vector256.Create(0x7C00u)) & Vector256.Create(0x00400000u);
        return (value | ((bits ^ magnitude) << 16)).AsSingle();
    }

    // Normal numbers are rounded in integer arithmetic, ties to even; for subnormal ones adding 1/2 makes the processor
    // round at the right digit.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> ToHalf(Vector256<float> x)
    {
        var bits = x.AsUInt32();
        var magnitude = bits & Vector256.Create(0x7FFFFFFFu);
        var normal = (magnitude + Vector256.Create(0xC8000FFFu) + ((magnitude >> 13) & Vector256<uint>.One)) >> 13;
        var subnormal = (magnitude.AsSingle() + Vector256.Create(0.5f)).AsUInt32() - Vector256.Create(0x3F000000u);
        var value = Vector256.ConditionalSelect(Vector256.LessThan(magnitude, Vector256.Create(0x38800000u)), subnormal, normal);
        value = Vector256.ConditionalSelect(
            Vector256.GreaterThan(magnitude, Vector256.Create(0x477FFFFFu)), Vector256.Create(0x7C00u), value);
        var nan = Vector256.Create(0x7E00u) | ((bits >> 13) & Vector256.Create(0x3FFu));
        value = Vector256.ConditionalSelect(Vector256.GreaterThan(magnitude, Vector256.Create(0x7F800000u)), nan, value);
        return value | ((bits ^ magnitude) >> 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> ToBFloat16(Vector256<float> x)
    {
        var bits = x.AsUInt32();
        var rounded = (bits + Vector256.Create(0x7FFFu) + ((bits >> 16) & Vector256<uint>.One)) >> 16;
        var nan = (bits >> 16) | Vector256.Create(0x40u);
        return Vector256.ConditionalSelect(Vector256.Equals(x, x).AsUInt32(), rounded, nan);
    }
}
