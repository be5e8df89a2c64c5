using System.Runtime.Intrinsics.X86;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Gemm;

/// <summary>How a product is cut: the tile in registers, and the blocks that stay in the caches while tiles pass over them.</summary>
internal static unsafe class Tiling<T, V> where T : unmanaged where V : struct, IVector<V, T>
{
    // A panel of the right operand takes a tenth of the second cache, a block of the left one three eighths, and a block of the
    // right one a quarter of the last cache. Measured; docs/adr/0011 has the numbers.
    static readonly int s_depth = (int)Math.Clamp(CacheSizes.L2 / 10 / (Columns * sizeof(T)), 128, 768);
    static readonly int s_rows = (int)Math.Max(4, CacheSizes.L2 * 3 / 8 / (s_depth * sizeof(T)) / Rows) * Rows;
    static readonly int s_columns = (int)Math.Max(4, CacheSizes.L3 / 4 / (s_depth * sizeof(T)) / Columns) * Columns;

    /// <summary>
    /// Rows of a tile. Twelve by two vectors of sums, two of the right operand and one of the left fill 27 of 32 registers;
    /// x64 has only 16 below AVX-512.
    /// </summary>
    public static int Rows => V.Count * sizeof(T) == 64 || !X86Base.IsSupported ? 12 : 6;

    /// <summary>Columns of a tile: two vectors.</summary>
    public static int Columns => 2 * V.Count;

    /// <summary>Rows of a block of the left operand.</summary>
    public static int BlockRows => s_rows;

    /// <summary>Columns of a block of the right operand.</summary>
    public static int BlockColumns => s_columns;

    /// <summary>The most places in a block.</summary>
    public static int Depth => s_depth;

    /// <summary>Places in a block where the inner size is k: as few blocks as fit the caches, of equal depth.</summary>
    public static int DepthOf(long k)
    {
        var blocks = Math.Max(1, (k + s_depth - 1) / s_depth);
        return (int)((k + blocks - 1) / blocks);
    }
}
