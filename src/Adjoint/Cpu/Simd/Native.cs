using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Adjoint.Cpu.Simd;

/// <summary>
/// Instructions that only some machines have, and only the widest vectors use: tests compare them with what the narrower ones do.
/// </summary>
internal static class Native
{
    public static bool Scales512 => Avx512F.IsSupported;

    public static bool Scales256 => false;

    public static bool Scales128 => false;

    /// <summary>y·2ⁿ, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Scale<T>(Vector512<T> y, Vector512<T> n) => typeof(T) == typeof(float)
        ? Avx512F.Scale(y.AsSingle(), n.AsSingle()).As<float, T>()
        : Avx512F.Scale(y.AsDouble(), n.AsDouble()).As<double, T>();

    public static Vector256<T> Scale<T>(Vector256<T> y, Vector256<T> n) => throw new PlatformNotSupportedException();

    public static Vector128<T> Scale<T>(Vector128<T> y, Vector128<T> n) => throw new PlatformNotSupportedException();

    public static bool HasBytes512 => Avx512F.IsSupported;

    public static bool HasBytes256 => Avx2.IsSupported;

    public static bool HasBytes128 => false;

    /// <summary>One byte for each lane of 32 or 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector512<T> LoadBytes512<T>(byte* source) where T : unmanaged => sizeof(T) == 4
        ? Avx512F.ConvertToVector512Int32(Vector128.Load(source)).As<int, T>()
        : Avx512F.ConvertToVector512Int64(Vector128.CreateScalar(*(ulong*)source).AsByte()).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector256<T> LoadBytes256<T>(byte* source) where T : unmanaged => sizeof(T) == 4
        ? Avx2.ConvertToVector256Int32(Vector128.CreateScalar(*(ulong*)source).AsByte()).As<int, T>()
        : Avx2.ConvertToVector256Int64(Vector128.CreateScalar(*(uint*)source).AsByte()).As<long, T>();

    public static unsafe Vector128<T> LoadBytes128<T>(byte* source) where T : unmanaged => throw new PlatformNotSupportedException();

    public static bool StoresBytes512 => Avx512F.IsSupported;

    public static bool StoresBytes256 => false;

    public static bool StoresBytes128 => false;

    /// <summary>The lowest byte of each lane of 32 or 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StoreBytes<T>(Vector512<T> x, byte* destination) where T : unmanaged
    {
        if (sizeof(T) == 4) Avx512F.ConvertToVector128Byte(x.AsUInt32()).Store(destination);
        else *(ulong*)destination = Avx512F.ConvertToVector128Byte(x.AsUInt64()).AsUInt64().ToScalar();
    }

    public static unsafe void StoreBytes<T>(Vector256<T> x, byte* destination) => throw new PlatformNotSupportedException();

    public static unsafe void StoreBytes<T>(Vector128<T> x, byte* destination) => throw new PlatformNotSupportedException();
}
