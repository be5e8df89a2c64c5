using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Gemm;

/// <summary>Chooses the kernel for a tile of any size up to the full one, and stores what it gives.</summary>
internal static unsafe class Tiles<T, V> where T : unmanaged where V : struct, IVector<V, T>
{
    /// <param name="rows">Rows of the tile.</param>
    /// <param name="columns">Columns of the tile.</param>
    /// <param name="depth">The inner size.</param>
    /// <param name="left">The rows of the left operand.</param>
    /// <param name="right">The columns of the right operand.</param>
    /// <param name="c">The result.</param>
    /// <param name="row">From one row of the result to the next.</param>
    /// <param name="epilogue">What happens to the result, from this tile on.</param>
    /// <param name="tile">Room for a full tile.</param>
    public static void Run(
        int rows, int columns, int depth, Panel<T> left, Panel<T> right, T* c, long row, in Epilogue<T> epilogue, T* tile)
    {
        var two = columns > V.Count;
        if (columns == (two ? 2 : 1) * V.Count && epilogue.IsPlain)
        {
            var (begin, beginRow) = epilogue.Accumulate ? ((nint)c, row) : ((nint)epilogue.ColumnBias, 0);
            if (two) Run<N2>(rows, depth, left, right, (T*)begin, beginRow, c, row);
            else Run<N1>(rows, depth, left, right, (T*)begin, beginRow, c, row);
            return;
        }
        if (two) Run<N2>(rows, depth, left, right, null, 0, tile, 2 * V.Count);
        else Run<N1>(rows, depth, left, right, null, 0, tile, 2 * V.Count);
        for (var i = 0; i < rows; i++) Finish(tile + i * 2 * V.Count, c + i * row, columns, epilogue, i);
    }

    static void Run<TColumns>(int rows, int depth, Panel<T> left, Panel<T> right, T* begin, long beginRow, T* c, long row)
        where TColumns : struct, ICount
    {
        switch (rows)
        {
            case 1: Tile<T, V, N1, TColumns>.Run(depth, left, right, begin, beginRow, c, row); break;
            case 2: Tile<T, V, N2, TColumns>.Run(depth, left, right, begin, beginRow, c, row); break;
            case 3: Tile<T, V, N3, TColumns>.Run(depth, left, right, begin, beginRow, c, row); break;
            case 4: Tile<T, V, N4, TColumns>.Run(depth, left, right, begin, beginRow, c, row); break;
            case 5: Tile<T, V, N5, TColumns>.Run(depth, left, right, begin, beginRow, c, row); break;
            case 6: Tile<T, V, N6, TColumns>.Run(depth, left, right, begin, beginRow, c, row); break;
            case 7: Tile<T, V, N7, TColumns>.Run(depth, left, right, begin, beginRow, c, row); break;
            case 8: Tile<T, V, N8, TColumns>.Run(depth, left, right, begin, beginRow, c, row); break;
            case 9: Tile<T, V, N9, TColumns>.Run(depth, left, right, begin, beginRow, c, row); break;
            case 10: Tile<T, V, N10, TColumns>.Run(depth, left, right, begin, beginRow, c, row); break;
            case 11: Tile<T, V, N11, TColumns>.Run(depth, left, right, begin, beginRow, c, row); break;
            default: Tile<T, V, N12, TColumns>.Run(depth, left, right, begin, beginRow, c, row); break;
        }
    }

    // One row of the tile on its way to memory.
    static void Finish(T* sums, T* c, int columns, in Epilogue<T> epilogue, int row)
    {
        var j = 0;
        for (; j <= columns - V.Count; j += V.Count)
            V.Store(epilogue.Value(V.Load(sums + j), epilogue.Accumulate ? V.Load(c + j) : default, row, j), c + j);
        for (; j < columns; j++) epilogue.StoreOne(sums + j, c + j, row, j);
    }
}
