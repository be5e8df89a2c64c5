using Adjoint.Cpu.Gemm;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Conv;

/// <summary>Neighbouring tiles of one image: at most a vector of them, in one row of tiles.</summary>
/// <param name="Image">The image.</param>
/// <param name="Row">The row of tiles.</param>
/// <param name="First">The first one in its row.</param>
/// <param name="Count">How many.</param>
/// <param name="Column">Where the first stands in its panel.</param>
internal readonly record struct TileRun(long Image, long Row, long First, int Count, int Column);

/// <summary>How the results of a convolution are divided into tiles of 4 x 4, and the tiles of all images into panels.</summary>
internal readonly struct WinogradTiles<T, V>(Sampling height, Sampling width) where T : unmanaged where V : struct, IVector<V, T>
{
    /// <summary>Tiles below each other.</summary>
    public long Rows { get; } = (height.Count + 3) / 4;

    /// <summary>Tiles beside each other.</summary>
    public long Columns { get; } = (width.Count + 3) / 4;

    /// <summary>Tiles of an image.</summary>
    public long Count => Rows * Columns;

    /// <summary>
    /// Finds the pieces of the tiles from <paramref name="first"/> to <paramref name="end"/>; returns how many there are.
    /// </summary>
    public unsafe int Runs(long first, long end, TileRun* runs)
    {
        var found = 0;
        for (var tile = first; tile < end;)
        {
            var (image, within) = Math.DivRem(tile, Count);
            var (row, column) = Math.DivRem(within, Columns);
            var count = (int)Math.Min(Math.Min(V.Count, Columns - column), end - tile);
            runs[found++] = new(image, row, column, count, (int)(tile - first));
            tile += count;
        }
        return found;
    }

    /// <summary>Tiles of a panel: the columns of a tile of the product.</summary>
    public static int Panel => Tiling<T, V>.Columns;
}
