using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Adjoint.Cpu.Gemm;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Conv;

/// <summary>
/// The target channels, a panel of them at a time: their kernels' factors, the sums of products over the source channels, and from
/// these the results.
/// </summary>
internal unsafe struct WinogradOutput<T, V>(
    SampledConv<T> conv, WinogradTiles<T, V> tiles, long first, long end, nint factors, nint weights, long splits) : IRange
    where T : unmanaged where V : struct, IVector<V, T>
{
    const int Inputs = WinogradSteps<T, V>.Inputs, Products = WinogradSteps<T, V>.Products;

    /// <summary>Computes units, each a panel of channels for a share of the tiles.</summary>
    public readonly void Run(long from, long to)
    {
        var (rows, panel) = (Tiling<T, V>.Rows, WinogradTiles<T, V>.Panel);
        long channelPanels = WeightPacking<T, V>.Panels(conv), panels = (end - first + panel - 1) / panel;
        var kernel = conv.Sources * rows + V.Count;
        using var kernels = new Scratch<T>(Products * kernel);
        using var products = new Scratch<T>(Products * rows * panel + V.Count);
        var runs = stackalloc TileRun[panel];
        long ready = -1;
        for (var i = from; i < to; i++)
        {
            var (split, unit) = Math.DivRem(i, conv.Groups * channelPanels);
            var (group, channels) = Math.DivRem(unit, channelPanels);
            if (ready != unit) Kernels((T*)weights + unit * rows * conv.Terms, kernels.Pointer, kernel);
            ready = unit;
            var used = (int)Math.Min(rows, conv.Targets - channels * rows);
            for (var p = panels * split / splits; p < panels * (split + 1) / splits; p++)
            {
                var source = (T*)factors + (group * panels + p) * Products * WinogradInput<T, V>.Product(conv.Sources);
                for (var product = 0; product < Products; product++)
                {
                    RowTiles<T, V>.Run(
                        used, conv.Sources, new(kernels.Pointer + product * kernel, 1, rows),
                        source + product * WinogradInput<T, V>.Product(conv.Sources),
                        null, 0, products.Pointer + product * rows * panel, panel);
                }
                var begin = first + p * panel;
                var count = tiles.Runs(begin, Math.Min(begin + panel, end), runs);
                for (var row = 0; row < used; row++)
                    Results(group, channels * rows + row, runs, count, products.Pointer + row * panel, rows * panel);
            }
        }
    }

    // The packed weights of some channels, terms (source channel, kernel element) after each other, side by side.
    [MethodImpl(Compile.Loop)]
    readonly void Kernels(T* packed, T* target, long product)
    {
        var rows = Tiling<T, V>.Rows;
        var half = stackalloc T[3 * Inputs * V.Count];
        var down = conv.Height.TapStep > 0 ? 3 * rows : -3 * rows;
        var right = conv.Width.TapStep > 0 ? rows : -rows;
        var start = packed + (down < 0 ? -2 * down : 0) + (right < 0 ? -2 * right : 0);
        for (long source = 0; source < conv.Sources; source++, start += 9 * rows, target += rows)
        {
            // Vectors may reach into the next source's factors, which are written after.
            for (var row = 0; row < rows; row += V.Count)
            {
                for (var j = 0; j < 3; j++)
                {
                    var w = start + row + j * right;
                    WinogradSteps<T, V>.Kernel(V.Load(w), V.Load(w + down), V.Load(w + 2 * down), half + j * V.Count, 3 * V.Count);
                }
                for (var i = 0; i < Inputs; i++)
                {
                    var w = half + 3 * i * V.Count;
                    WinogradSteps<T, V>.Kernel(
                        V.Load(w), V.Load(w + V.Count), V.Load(w + 2 * V.Count), target + row + Inputs * i * product, product);
                }
            }
        }
    }

    readonly void Results(long group, long channel, TileRun* runs, int count, T* products, long product)
    {
        var bias = conv.BiasOf(group, channel);
        var lines = stackalloc T[16 * V.Count];
        for (var run = runs; run < runs + count; run++)
        {
            Transform(products + run->Column, product, bias, lines);
            var left = 4 * run->First;
            var width = Math.Min(4 * run->Count, conv.Width.Count - left);
            var target = conv.TargetChannel(run->Image, group, channel) + 4 * run->Row * conv.Width.Count + left;
            for (var i = 0; i < Math.Min(4, conv.Height.Count - 4 * run->Row); i++)
                Lanes<T>.Copy(lines + 4 * i * V.Count, target + i * conv.Width.Count, width);
        }
    }

    // A vector of tiles: four lines, each with four results of each tile.
    [MethodImpl(Compile.Loop)]
    static void Transform(T* products, long product, T bias, T* lines)
    {
        var half = stackalloc T[4 * Inputs * V.Count];
        for (var j = 0; j < Inputs; j++)
        {
            WinogradSteps<T, V>.Output(products + j * product, Inputs * product, out var o0, out var o1, out var o2, out var o3);
            V.Store(o0, half + j * V.Count);
            V.Store(o1, half + (Inputs + j) * V.Count);
            V.Store(o2, half + (2 * Inputs + j) * V.Count);
            V.Store(o3, half + (3 * Inputs + j) * V.Count);
        }
        var begin = V.Fill(bias);
        for (var i = 0; i < 4; i++, half += Inputs * V.Count, lines += 4 * V.Count)
        {
            WinogradSteps<T, V>.Output(half, V.Count, out var o0, out var o1, out var o2, out var o3);
            Interleave(o0 + begin, o1 + begin, o2 + begin, o3 + begin, lines);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Interleave(V o0, V o1, V o2, V o3, T* line)
    {
        if (Lanes<T>.CanZip && V.Count == Vector512<T>.Count)
        {
            var (even1, even2) = Lanes<T>.Zip(Unsafe.BitCast<V, Vector512<T>>(o0), Unsafe.BitCast<V, Vector512<T>>(o2));
            var (odd1, odd2) = Lanes<T>.Zip(Unsafe.BitCast<V, Vector512<T>>(o1), Unsafe.BitCast<V, Vector512<T>>(o3));
            var (first, second) = Lanes<T>.Zip(even1, odd1);
            var (third, fourth) = Lanes<T>.Zip(even2, odd2);
            first.Store(line);
            second.Store(line + V.Count);
            third.Store(line + 2 * V.Count);
            fourth.Store(line + 3 * V.Count);
            return;
        }
        var lanes = stackalloc T[4 * V.Count];
        V.Store(o0, lanes);
        V.Store(o1, lanes + V.Count);
        V.Store(o2, lanes + 2 * V.Count);
        V.Store(o3, lanes + 3 * V.Count);
        for (var i = 0; i < 4 * V.Count; i++) line[i] = lanes[(i & 3) * V.Count + (i >> 2)];
    }
}
