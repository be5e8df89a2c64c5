using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint.Cpu.Simd;

/// <summary>
/// The widest vectors kernels use: the machine's, or fewer bits where the environment variable ADJOINT_SIMD says 128 or 256.
/// Tests and measurements force the narrower paths with it.
/// </summary>
internal static class Isa
{
    static readonly int s_bits = int.TryParse(Environment.GetEnvironmentVariable("ADJOINT_SIMD"), out var bits) ? bits : 512;

    /// <summary>Whether kernels use vectors of 512 bits.</summary>
    public static bool Has512
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated && s_bits >= 512;
    }

    /// <summary>Whether kernels use vectors of 256 bits.</summary>
    public static bool Has256
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.IsHardwareAccelerated && s_bits >= 256;
    }
}
