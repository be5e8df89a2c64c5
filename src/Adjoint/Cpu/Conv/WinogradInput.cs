using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Conv;

/// <summary>
/// The factors of the tiles of some images, panel by panel: for each of the 36 products of a tile, for each source channel, those
/// of the panel's tiles side by side. A panel's channels are cut into <paramref name="splits"/> parts.
/// </summary>
internal unsafe struct WinogradInput<T, V>(
    SampledConv<T> conv, WinogradTiles<T, V> tiles, long first, long end, nint factors, long splits) : IRange
    where T : unmanaged where V : struct, IVector<V, T>
{
    const int Inputs = WinogradSteps<T, V>.Inputs, Products = WinogradSteps<T, V>.Products;

    /// <summary>The elements between the factors of one product and those of the next; vectors reach a little beyond the last.</summary>
    public static long Product(long sources) => sources * WinogradTiles<T, V>.Panel + V.Count;

    // Where factors are made whose vectors would reach into what another thread writes.
    static long Aside => WinogradTiles<T, V>.Panel + V.Count;

    /// <summary>Computes parts of the panels of all groups.</summary>
    public readonly void Run(long from, long to)
    {
        var panel = WinogradTiles<T, V>.Panel;
        var panels = (end - first + panel - 1) / panel;
        var runs = stackalloc TileRun[panel];
        // The rows of one run: sixteen planes of two rows each, and the row of the image they are taken from.
        var pitch = tiles.Columns + 1;
        using var planes = new Scratch<T>(16 * Plane(panel, pitch));
        using var line = new Scratch<T>(4 * pitch + 8 * V.Count);
        using var aside = new Scratch<T>(Products * Aside);
        new Span<T>(line.Pointer, (int)(4 * pitch + 8 * V.Count)).Clear();
        for (var i = from; i < to; i++)
        {
            var (matrix, split) = Math.DivRem(i, splits);
            var (group, index) = Math.DivRem(matrix, panels);
            var begin = first + index * panel;
            var count = tiles.Runs(begin, Math.Min(begin + panel, end), runs);
            long channel = conv.Sources * split / splits, last = conv.Sources * (split + 1) / splits - 1;
            var target = (T*)factors + matrix * Products * Product(conv.Sources) + channel * panel;
            for (; channel < last; channel++, target += panel)
                Channel(group, channel, runs, count, planes.Pointer, line.Pointer, target, Product(conv.Sources));
            Channel(group, channel, runs, count, planes.Pointer, line.Pointer, aside.Pointer, Aside);
            for (var product = 0; product < Products; product++)
                Lanes<T>.Copy(aside.Pointer + product * Aside, target + product * Product(conv.Sources), panel);
        }
    }

    readonly void Channel(long group, long channel, TileRun* runs, int count, T* planes, T* line, T* target, long product)
    {
        var pitch = tiles.Columns + 1;
        for (int run = 0, next; run < count; run = next)
        {
            // All rows of tiles of one image are laid out at once.
            for (next = run + 1; next < count && runs[next].Image == runs[run].Image;) next++;
            var rows = (int)(runs[next - 1].Row - runs[run].Row + 2);
            var stride = Plane(rows - 2, pitch);
            LayOut(conv.SourceChannel(runs[run].Image, group, channel), runs[run].Row, rows, planes, stride, line);
            for (var r = run; r < next; r++)
                Transform(planes + (runs[r].Row - runs[run].Row) * pitch + runs[r].First, stride, pitch, target + runs[r].Column, product);
        }
    }

    static long Plane(long rows, long pitch) => (rows + 2) * pitch + 2 * V.Count;

    // Four times as many rows of the image as of tiles; element x of row y goes to plane (y % 4, x % 4).
    readonly void LayOut(T* channel, long row, int rows, T* planes, long stride, T* line)
    {
        var pitch = tiles.Columns + 1;
        long left = -conv.Width.Base, shift = Math.Max(left, 0), skip = Math.Max(-left, 0);
        var length = Math.Min(conv.Width.Limit - skip, 4 * pitch - shift);
        for (var i = 0; i < 4 * rows; i++)
        {
            var y = conv.Height.Base + 4 * row + i;
            var target = planes + (i & 3) * 4 * stride + (i >> 2) * pitch;
            if (y < 0 || y >= conv.Height.Limit)
            {
                for (var plane = 0; plane < 4; plane++) new Span<T>(target + plane * stride, (int)pitch).Clear();
                continue;
            }
            Lanes<T>.Copy(channel + y * conv.Width.Limit + skip, line + shift, length);
            Divide(line, pitch, target, stride);
        }
    }

    [MethodImpl(Compile.Loop)]
    static void Divide(T* line, long count, T* target, long stride)
    {
        if (Lanes<T>.CanZip && V.Count == Vector512<T>.Count)
        {
            for (long i = 0; i < count; i += V.Count, line += 4 * V.Count, target += V.Count)
            {
                var (even1, odd1) = Lanes<T>.Unzip(Vector512.Load(line), Vector512.Load(line + V.Count));
                var (even2, odd2) = Lanes<T>.Unzip(Vector512.Load(line + 2 * V.Count), Vector512.Load(line + 3 * V.Count));
                var (zero, two) = Lanes<T>.Unzip(even1, even2);
                var (one, three) = Lanes<T>.Unzip(odd1, odd2);
                zero.Store(target);
                one.Store(target + stride);
                two.Store(target + 2 * stride);
                three.Store(target + 3 * stride);
            }
            return;
        }
        for (long i = 0; i < count; i++)
        {
            for (var plane = 0; plane < 4; plane++) target[plane * stride + i] = line[4 * i + plane];
        }
    }

    // Inputs 4 and 5 of a tile are inputs 0 and 1 of the next.
    [MethodImpl(Compile.Loop)]
    static void Transform(T* planes, long stride, long pitch, T* target, long product)
    {
        var half = stackalloc T[Inputs * Inputs * V.Count];
        for (var j = 0; j < Inputs; j++)
        {
            T* d = planes + (j & 3) * stride + (j >> 2), next = d + pitch;
            var down = 4 * stride;
            WinogradSteps<T, V>.Input(
                V.Load(d), V.Load(d + down), V.Load(d + 2 * down), V.Load(d + 3 * down), V.Load(next), V.Load(next + down),
                half + j * V.Count, Inputs * V.Count);
        }
        for (var i = 0; i < Inputs; i++, half += Inputs * V.Count, target += Inputs * product)
        {
            WinogradSteps<T, V>.Input(V.Load(half), V.Load(half + V.Count), V.Load(half + 2 * V.Count), V.Load(half + 3 * V.Count),
                V.Load(half + 4 * V.Count), V.Load(half + 5 * V.Count), target, product);
        }
    }
}
