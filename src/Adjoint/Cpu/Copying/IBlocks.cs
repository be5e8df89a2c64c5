using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Adjoint.Cpu.Copying;

/// <summary>A vector as a number of blocks of 16 bytes, whose elements are interleaved block by block.</summary>
internal unsafe interface IBlocks<V> where V : unmanaged, IBlocks<V>
{
    /// <summary>The number of blocks.</summary>
    static abstract int Count { get; }

    /// <summary>Reads blocks that are <paramref name="distance"/> bytes apart.</summary>
    static abstract V Load(byte* from, long distance);

    static abstract void Store(V value, byte* to);

    /// <summary>The first halves of both blocks, element by element in turn.</summary>
    static abstract V Low<T>(V a, V b) where T : unmanaged;

    /// <summary>The second halves.</summary>
    static abstract V High<T>(V a, V b) where T : unmanaged;
}

/// <summary>One block.</summary>
internal readonly unsafe struct OneBlock(Vector128<byte> v) : IBlocks<OneBlock>
{
    readonly Vector128<byte> _v = v;

    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneBlock Load(byte* from, long distance) => new(Vector128.Load(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(OneBlock value, byte* to) => value._v.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneBlock Low<T>(OneBlock a, OneBlock b) where T : unmanaged
    {
        if (Sse2.IsSupported)
        {
            if (sizeof(T) == 8) return new(Sse2.UnpackLow(a._v.AsInt64(), b._v.AsInt64()).AsByte());
            if (sizeof(T) == 4) return new(Sse2.UnpackLow(a._v.AsInt32(), b._v.AsInt32()).AsByte());
            return new(sizeof(T) == 2 ? Sse2.UnpackLow(a._v.AsInt16(), b._v.AsInt16()).AsByte() : Sse2.UnpackLow(a._v, b._v));
        }
        if (!AdvSimd.Arm64.IsSupported) return Interleave<T>(a, b, 0);
        if (sizeof(T) == 8) return new(AdvSimd.Arm64.ZipLow(a._v.AsInt64(), b._v.AsInt64()).AsByte());
        if (sizeof(T) == 4) return new(AdvSimd.Arm64.ZipLow(a._v.AsInt32(), b._v.AsInt32()).AsByte());
        return new(sizeof(T) == 2 ? AdvSimd.Arm64.ZipLow(a._v.AsInt16(), b._v.AsInt16()).AsByte() : AdvSimd.Arm64.ZipLow(a._v, b._v));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneBlock High<T>(OneBlock a, OneBlock b) where T : unmanaged
    {
        if (Sse2.IsSupported)
        {
            if (sizeof(T) == 8) return new(Sse2.UnpackHigh(a._v.AsInt64(), b._v.AsInt64()).AsByte());
            if (sizeof(T) == 4) return new(Sse2.UnpackHigh(a._v.AsInt32(), b._v.AsInt32()).AsByte());
            return new(sizeof(T) == 2 ? Sse2.UnpackHigh(a._v.AsInt16(), b._v.AsInt16()).AsByte() : Sse2.UnpackHigh(a._v, b._v));
        }
        if (!AdvSimd.Arm64.IsSupported) return Interleave<T>(a, b, 8 / sizeof(T));
        if (sizeof(T) == 8) return new(AdvSimd.Arm64.ZipHigh(a._v.AsInt64(), b._v.AsInt64()).AsByte());
        if (sizeof(T) == 4) return new(AdvSimd.Arm64.ZipHigh(a._v.AsInt32(), b._v.AsInt32()).AsByte());
        return new(sizeof(T) == 2 ? AdvSimd.Arm64.ZipHigh(a._v.AsInt16(), b._v.AsInt16()).AsByte() : AdvSimd.Arm64.ZipHigh(a._v, b._v));
    }

    /// <summary>The same on a machine without an instruction for it, from an element on.</summary>
    internal static OneBlock Interleave<T>(OneBlock a, OneBlock b, int start) where T : unmanaged
    {
        OneBlock result = default;
        T* to = (T*)&result, first = (T*)&a + start, second = (T*)&b + start;
        for (var i = 0; i < 8 / sizeof(T); i++) (to[2 * i], to[2 * i + 1]) = (first[i], second[i]);
        return result;
    }
}

/// <summary>Two blocks; needs AVX2.</summary>
internal readonly unsafe struct TwoBlocks(Vector256<byte> v) : IBlocks<TwoBlocks>
{
    readonly Vector256<byte> _v = v;

    public static int Count => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwoBlocks Load(byte* from, long distance) => new(Vector256.Create(Vector128.Load(from), Vector128.Load(from + distance)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(TwoBlocks value, byte* to) => value._v.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwoBlocks Low<T>(TwoBlocks a, TwoBlocks b) where T : unmanaged
    {
        if (sizeof(T) == 8) return new(Avx2.UnpackLow(a._v.AsInt64(), b._v.AsInt64()).AsByte());
        if (sizeof(T) == 4) return new(Avx2.UnpackLow(a._v.AsInt32(), b._v.AsInt32()).AsByte());
        return new(sizeof(T) == 2 ? Avx2.UnpackLow(a._v.AsInt16(), b._v.AsInt16()).AsByte() : Avx2.UnpackLow(a._v, b._v));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwoBlocks High<T>(TwoBlocks a, TwoBlocks b) where T : unmanaged
    {
        if (sizeof(T) == 8) return new(Avx2.UnpackHigh(a._v.AsInt64(), b._v.AsInt64()).AsByte());
        if (sizeof(T) == 4) return new(Avx2.UnpackHigh(a._v.AsInt32(), b._v.AsInt32()).AsByte());
        return new(sizeof(T) == 2 ? Avx2.UnpackHigh(a._v.AsInt16(), b._v.AsInt16()).AsByte() : Avx2.UnpackHigh(a._v, b._v));
    }
}

/// <summary>Four blocks; needs AVX-512.</summary>
internal readonly unsafe struct FourBlocks(Vector512<byte> v) : IBlocks<FourBlocks>
{
    readonly Vector512<byte> _v = v;

    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourBlocks Load(byte* from, long distance) => new(Vector512.Create(
        Vector256.Create(Vector128.Load(from), Vector128.Load(from + distance)),
        Vector256.Create(Vector128.Load(from + 2 * distance), Vector128.Load(from + 3 * distance))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(FourBlocks value, byte* to) => value._v.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourBlocks Low<T>(FourBlocks a, FourBlocks b) where T : unmanaged
    {
        if (sizeof(T) == 8) return new(Avx512F.UnpackLow(a._v.AsInt64(), b._v.AsInt64()).AsByte());
        if (sizeof(T) == 4) return new(Avx512F.UnpackLow(a._v.AsInt32(), b._v.AsInt32()).AsByte());
        return new(sizeof(T) == 2 ? Avx512BW.UnpackLow(a._v.AsInt16(), b._v.AsInt16()).AsByte() : Avx512BW.UnpackLow(a._v, b._v));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourBlocks High<T>(FourBlocks a, FourBlocks b) where T : unmanaged
    {
        if (sizeof(T) == 8) return new(Avx512F.UnpackHigh(a._v.AsInt64(), b._v.AsInt64()).AsByte());
        if (sizeof(T) == 4) return new(Avx512F.UnpackHigh(a._v.AsInt32(), b._v.AsInt32()).AsByte());
        return new(sizeof(T) == 2 ? Avx512BW.UnpackHigh(a._v.AsInt16(), b._v.AsInt16()).AsByte() : Avx512BW.UnpackHigh(a._v, b._v));
    }
}
