namespace Adjoint.Cpu.Gemm;

/// <summary>A matrix of m rows and n columns cut into parts of almost the same size, along the edges of tiles.</summary>
internal readonly struct Grid
{
    readonly long _m, _n;
    readonly int _rows, _columns, _down, _along;

    Grid(long m, long n, int rows, int columns, int down, int along) =>
        (_m, _n, _rows, _columns, _down, _along) = (m, n, rows, columns, down, along);

    /// <summary>The number of parts.</summary>
    public int Count => _down * _along;

    /// <summary>
    /// The grid of at most so many parts whose largest part costs least: its multiplications, and with little weight what must be
    /// packed for it.
    /// </summary>
    public static Grid Of(long m, long n, long parts, int rows, int columns)
    {
        var (best, lowest) = (default(Grid), double.MaxValue);
        long tilesDown = (m + rows - 1) / rows, tilesAlong = (n + columns - 1) / columns;
        for (var down = 1; down <= Math.Min(parts, tilesDown); down++)
        {
            var along = Math.Min(parts / down, tilesAlong);
            double height = (tilesDown + down - 1) / down * rows, width = (tilesAlong + along - 1) / along * columns;
            var cost = height * width + 4 * (height + width);
            if (cost < lowest) (best, lowest) = (new(m, n, rows, columns, down, (int)along), cost);
        }
        return best;
    }

    /// <summary>The rows and columns of a part.</summary>
    public (long Top, long Bottom, long Left, long Right) this[long part]
    {
        get
        {
            var (down, along) = (part / _along, part % _along);
            return (
                Edge(down, _down, _m, _rows), Edge(down + 1, _down, _m, _rows), Edge(along, _along, _n, _columns),
                Edge(along + 1, _along, _n, _columns));
        }
    }

    static long Edge(long index, int parts, long size, int tile) => Math.Min(size, (size + tile - 1) / tile * index / parts * tile);
}
