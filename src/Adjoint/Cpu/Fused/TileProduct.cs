using Adjoint.Cpu.Gemm;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Fused;

/// <summary>
/// The right operand of a product of tiles: columns in panels two vectors wide, whose rows lie <paramref name="row"/> elements
/// apart; the next panel begins <paramref name="panel"/> elements further on.
/// </summary>
internal readonly unsafe struct Panels<T>(T* pointer, long row, long panel) where T : unmanaged
{
    public readonly T* Pointer = pointer;
    public readonly long Row = row;
    public readonly long Panel = panel;

    /// <summary>Without the first panels.</summary>
    public Panels<T> From(long number) => new(Pointer + number * Panel, Row, Panel);
}

/// <summary>
/// Products of small matrices that lie in the cache, as parts of larger kernels: nothing is packed, no threads, no memory. Each
/// element is one chain of additions in the order of k, whatever tile it falls into.
/// </summary>
internal static unsafe class TileProduct<V, T> where V : struct, IVector<V, T> where T : unmanaged
{
    /// <summary>Columns of the right operand and of the result are padded to whole panels of this many.</summary>
    public static int Width => Tiling<T, V>.Columns;

    /// <summary>The rows that are computed together.</summary>
    public static int Rows => Tiling<T, V>.Rows;

    /// <summary><paramref name="count"/>, rounded up to whole panels.</summary>
    public static long Padded(long count) => Packing<T>.Padded(count, Width);

    /// <summary>
    /// c[m, n] = a[m, k] b[k, n], or with <paramref name="add"/> c + a b; <paramref name="n"/> is rounded up to whole panels.
    /// </summary>
    public static void Run(Matrix<T> a, Panels<T> b, T* c, long cRow, long m, long n, long k, bool add)
    {
        var epilogue = new Epilogue<T> { Accumulate = add };
        var tiles = (m + Rows - 1) / Rows;
        for (long j = 0; j < n; j += Width)
        {
            var right = new Panel<T>(b.Pointer + j / Width * b.Panel, 1, b.Row);
            for (long tile = 0; tile < tiles; tile++)
            {
                // Rows are shared evenly: a last tile of few rows would waste its loads.
                var (first, end) = (m * tile / tiles, m * (tile + 1) / tiles);
                var left = new Panel<T>(a.Pointer + first * a.Row, a.Row, a.Column);
                Tiles<T, V>.Run((int)(end - first), Width, (int)k, left, right, c + first * cRow + j, cRow, epilogue);
            }
        }
    }

    /// <summary>Copies <paramref name="x"/>[k, columns] into panels, padded with zeros.</summary>
    public static Panels<T> Pack(Matrix<T> x, long k, long columns, T* packed)
    {
        for (long first = 0; first < columns; first += Width)
            Packing<T>.Pack(
                x.Pointer + first * x.Column, x.Column, x.Row, (int)Math.Min(Width, columns - first), Width, (int)k, packed + first * k);
        return new(packed, Width, Width * k);
    }
}
