using Adjoint.Cpu.Gemm;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Conv;

/// <summary>Computes the last part of a tile's sums, adds the bias, and puts the results where they belong: directly, or piece by piece.</summary>
internal unsafe struct TileStore<T, V>(SampledConv<T> conv, long group) where T : unmanaged where V : struct, IVector<V, T>
{
    [System.Runtime.CompilerServices.InlineArray(Capacity)]
    struct Buffer
    {
        // Twelve rows of two vectors of 64 bytes, in elements of at least four.
        public const int Capacity = 12 * 2 * 16;

#pragma warning disable IDE0044, IDE0051, CA1823 // the one field an inline array is made of
        T _first;
#pragma warning restore IDE0044, IDE0051, CA1823
    }

    Buffer _tile;
    long _first;
    int _count;
    bool _isWhole;

    /// <summary>Says which results the columns of the following tiles are.</summary>
    public void Columns(long first, int count)
    {
        (_first, _count) = (first, count);
        _isWhole = conv.IsDense && count == Tiling<T, V>.Columns && first / conv.Pixels == (first + count - 1) / conv.Pixels;
    }

    /// <summary>The tile of the channels from <paramref name="channel"/>.</summary>
    public void Run(long channel, int rows, long depth, Panel<T> left, T* right, T* begin)
    {
        var columns = Tiling<T, V>.Columns;
        fixed (T* tile = &_tile[0])
        {
            if (conv.Bias != 0)
            {
                AddBias(channel, rows, begin, tile);
                begin = tile;
            }
            if (_isWhole && rows == RowTiles<T, V>.Computed(rows))
            {
                var (image, pixel) = Math.DivRem(_first, conv.Pixels);
                RowTiles<T, V>.Run(rows, depth, left, right, begin, columns, conv.TargetChannel(image, group, channel) + pixel, conv.TargetSize);
                return;
            }
            RowTiles<T, V>.Run(rows, depth, left, right, begin, columns, tile, columns);
            Scatter(channel, rows, tile);
        }
    }

    readonly void AddBias(long channel, int rows, T* begin, T* tile)
    {
        for (var i = 0; i < rows; i++, tile += 2 * V.Count)
        {
            var bias = V.Fill(conv.BiasOf(group, channel + i));
            V first = bias, second = bias;
            if (begin != null)
            {
                (first, second) = (bias + V.Load(begin), bias + V.Load(begin + V.Count));
                begin += 2 * V.Count;
            }
            V.Store(first, tile);
            V.Store(second, tile + V.Count);
        }
    }

    readonly void Scatter(long channel, int rows, T* tile)
    {
        var columns = Tiling<T, V>.Columns;
        for (int column = 0, taken; column < _count; column += taken)
        {
            var (image, pixel) = Math.DivRem(_first + column, conv.Pixels);
            var (row, w) = Math.DivRem(pixel, conv.Width.Count);
            var (d, h) = Math.DivRem(row, conv.Height.Count);
            taken = (int)Math.Min(_count - column, conv.IsDense ? conv.Pixels - pixel : conv.Width.Count - w);
            var target = conv.TargetChannel(image, group, channel) + conv.TargetPlace(d, h, w);
            for (var i = 0; i < rows; i++)
            {
                T* source = tile + i * columns + column, place = target + i * conv.TargetSize;
                if (conv.Width.Spread == 1) Lanes<T>.Copy(source, place, taken);
                else Lanes<T>.Spread(source, place, taken, conv.Width.Spread);
            }
        }
    }
}
