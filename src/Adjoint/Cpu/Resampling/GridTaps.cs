namespace Adjoint.Cpu.Resampling;

/// <summary>
/// For a block of places of a grid the elements of the image they are made of: for tap k of place b, at k Block + b, where it lies in
/// its channel (-1 outside) and its weight. Of four places in a row it is known whether all their taps lie inside.
/// </summary>
internal readonly unsafe ref struct GridTaps<T> where T : unmanaged
{
    /// <summary>How many places are looked at together.</summary>
    public const int Block = 128, Group = 4;

    readonly GridShape _shape;
    readonly Scratch<long> _offsets;
    readonly Scratch<T> _weights;
    readonly Scratch<bool> _areInside;

    public GridTaps(in GridShape shape)
    {
        _shape = shape;
        _offsets = new(shape.Taps * Block);
        _weights = new(shape.Taps * Block);
        _areInside = new(Block / Group);
    }

    public long* Offsets => _offsets.Pointer;

    public T* Weights => _weights.Pointer;

    /// <summary>For each four places whether all taps lie inside.</summary>
    public bool* AreInside => _areInside.Pointer;

    public void Dispose()
    {
        _areInside.Dispose();
        _weights.Dispose();
        _offsets.Dispose();
    }

    /// <summary>Looks at <paramref name="count"/> places.</summary>
    public void Fill(T* grid, long count)
    {
        new Span<bool>(AreInside, Block / Group).Fill(true);
        for (long b = 0; b < count; b++) AreInside[b / Group] &= Fill(grid + b * _shape.Dims, Offsets + b, Weights + b);
    }

    /// <summary>The neighbours of one place along depth, height and width.</summary>
    public static (GridAxis Depth, GridAxis Height, GridAxis Width) Axes(in GridShape shape, T* place) => (
        shape.Dims == 2 ? GridAxis.None : GridAxis.Of(shape, Convert.To<T, double>(place[2]), shape.Depth),
        GridAxis.Of(shape, Convert.To<T, double>(place[1]), shape.Height),
        GridAxis.Of(shape, Convert.To<T, double>(place[0]), shape.Width));

    // Whether all taps lie inside.
    bool Fill(T* place, long* offsets, T* weights)
    {
        var all = true;
        var (depth, height, width) = Axes(_shape, place);
        var reach = _shape.Reach;
        for (var i = 0; i < (_shape.Dims == 2 ? 1 : reach); i++)
        {
            for (var j = 0; j < reach; j++)
            {
                var (row, weight) = ((depth.Index[i] * _shape.Height + height.Index[j]) * _shape.Width, depth.Weight[i] * height.Weight[j]);
                var isInside = depth.Index[i] >= 0 && height.Index[j] >= 0;
                for (var k = 0; k < reach; k++, offsets += Block, weights += Block)
                {
                    *offsets = isInside && width.Index[k] >= 0 ? row + width.Index[k] : -1;
                    *weights = Convert.To<double, T>(weight * width.Weight[k]);
                    all &= *offsets >= 0;
                }
            }
        }
        return all;
    }
}
