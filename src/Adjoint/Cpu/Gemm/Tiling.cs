using System.Runtime.Intrinsics.X86;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Gemm;

/// <summary>How a product is cut: the tile in registers, and the blocks that stay in the caches while tiles pass over them.</summary>
internal static unsafe class Tiling<T, V> where T : unmanaged where V : struct, IVector<V, T>
{
    /// <summary>
    /// Rows of a tile. Twelve by two vectors of sums, two of the right operand and one of the left fill 27 of 32 registers;
    /// x64 has only 16 below AVX-512.
    /// </summary>
    public static int Rows => V.Count * sizeof(T) == 64 || !X86Base.IsSupported ? 12 : 6;

    /// <summary>Columns of a tile: two vectors.</summary>
    public static int Columns => 2 * V.Count;

    /// <summary>Places of the inner dimension in a block: a panel of the right operand takes about two thirds of the first cache.</summary>
    public static readonly int Depth = (int)Math.Clamp(CacheSizes.L1 * 2 / 3 / (Columns * sizeof(T)) / 16 * 16, 64, 512);

    /// <summary>Rows of a block of the left operand, which takes about half of the second cache.</summary>
    public static readonly int BlockRows = (int)Math.Clamp(CacheSizes.L2 / 2 / (Depth * sizeof(T)) / Rows, 4, 64) * Rows;

    /// <summary>Columns of a block of the right operand, which takes about an eighth of the shared cache.</summary>
    public static readonly int BlockColumns = (int)Math.Clamp(CacheSizes.L3 / 8 / (Depth * sizeof(T)) / Columns, 4, 128) * Columns;
}
