using Adjoint.Cpu.Gemm;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Conv;

/// <summary>Tiles of a product whose right panels are packed, and whose left ones can be read up to a multiple of four rows.</summary>
internal static unsafe class RowTiles<T, V> where T : unmanaged where V : struct, IVector<V, T>
{
    /// <summary>c = begin + a right, for a multiple of four rows or those of a whole tile, whichever is less; null begins with 0.</summary>
    public static void Run(int rows, long depth, Panel<T> a, T* right, T* begin, long beginRow, T* c, long row)
    {
        var width = Tiling<T, V>.Rows;
        var b = new Panel<T>(right, 1, Tiling<T, V>.Columns);
        if (rows <= 4) Tile<T, V, N4, N2>.Run(depth, a, b, begin, beginRow, c, row);
        else if (width == 6) Tile<T, V, N6, N2>.Run(depth, a, b, begin, beginRow, c, row);
        else if (rows <= 8) Tile<T, V, N8, N2>.Run(depth, a, b, begin, beginRow, c, row);
        else Tile<T, V, N12, N2>.Run(depth, a, b, begin, beginRow, c, row);
    }
}
