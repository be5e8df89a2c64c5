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
    public static void Run(
        int rows, int columns, int depth, Panel<T> left, Panel<T> right, T* c, long row, in Epilogue<T> epilogue)
    {
        var two = columns > V.Count;
        if (columns == (two ? 2 : 1) * V.Count && epilogue.IsPlain)
        {
            if (epilogue.RowBias != null)
            {
                FromRowBias(rows, columns, depth, left, right, c, row, epilogue.RowBias);
                return;
            }
            var (begin, beginRow) = epilogue.Accumulate ? ((nint)epilogue.Added(c), row) : ((nint)epilogue.ColumnBias, 0);
            if (two) Run<N2>(rows, depth, left, right, (T*)begin, beginRow, c, row);
            else Run<N1>(rows, depth, left, right, (T*)begin, beginRow, c, row);
            return;
        }
        Aside(rows, columns, depth, left, right, c, row, epilogue);
    }

    // Each row begins with its bias in all columns.
    [MethodImpl(MethodImplOptions.NoInlining)]
    [SkipLocalsInit]
    static void FromRowBias(int rows, int columns, int depth, Panel<T> left, Panel<T> right, T* c, long row, T* bias)
    {
        var begin = stackalloc T[Tiling<T, V>.Rows * 2 * V.Count];
        for (var i = 0; i < rows; i++)
        {
            var value = V.LoadOne(bias + i);
            V.Store(value, begin + i * columns);
            if (columns > V.Count) V.Store(value, begin + i * columns + V.Count);
        }
        if (columns > V.Count) Run<N2>(rows, depth, left, right, begin, columns, c, row);
        else Run<N1>(rows, depth, left, right, begin, columns, c, row);
    }

    // Where the tile is not full or not stored as it is, the sums are made in memory of their own.
    [MethodImpl(MethodImplOptions.NoInlining)]
    [SkipLocalsInit]
    static void Aside(int rows, int columns, int depth, Panel<T> left, Panel<T> right, T* c, long row, in Epilogue<T> epilogue)
    {
        var width = columns > V.Count ? 2 * V.Count : V.Count;
        var sums = stackalloc T[Tiling<T, V>.Rows * width];
        if (columns > V.Count) Run<N2>(rows, depth, left, right, null, 0, sums, width);
        else Run<N1>(rows, depth, left, right, null, 0, sums, width);
        for (var i = 0; i < rows; i++) Finish(sums + i * width, c + i * row, columns, epilogue, i);
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
        var j = Finish<V>(sums, c, 0, columns, epilogue, row);
        j = Finish<V128<T>>(sums, c, j, columns, epilogue, row);
        for (; j < columns; j++) epilogue.StoreOne(sums + j, c + j, row, j);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int Finish<W>(T* sums, T* c, int j, int columns, in Epilogue<T> epilogue, int row) where W : struct, IVector<W, T>
    {
        for (; j <= columns - W.Count; j += W.Count)
            W.Store(epilogue.Value(W.Load(sums + j), epilogue.Accumulate ? W.Load(epilogue.Added(c) + j) : default, row, j), c + j);
        return j;
    }
}
