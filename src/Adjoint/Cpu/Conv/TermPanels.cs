using System.Runtime.CompilerServices;
using Adjoint.Cpu.Gemm;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Conv;

/// <summary>
/// The patches of a convolution with a row for each place and a column for each term, first by tap and then by channel: panels of
/// columns are copied out of images that have their channels last, where neighbouring terms already lie side by side.
/// </summary>
internal readonly unsafe struct TermPanels<T, V>(SampledConv<T> conv, ChannelsLast<T> images, T* data)
    where T : unmanaged where V : struct, IVector<V, T>
{
    // Terms of a panel that lie side by side.
    readonly struct Piece(long offset, int lane, int count)
    {
        public readonly long Offset = offset;
        public readonly int Lane = lane;
        public readonly int Count = count;
    }

    /// <summary>How many panels there are.</summary>
    public static long Count(in SampledConv<T> conv) => (conv.Terms + Tiling<T, V>.Columns - 1) / Tiling<T, V>.Columns;

    /// <summary>Packs the terms of a panel at the places from <paramref name="first"/> on; vectors reach a little beyond.</summary>
    public void Pack(long group, long panel, long first, long count, T* target)
    {
        var pieces = stackalloc Piece[Tiling<T, V>.Columns];
        var found = Pieces(panel, pieces);
        for (long taken; count > 0; first += taken, count -= taken, target += taken * Tiling<T, V>.Columns)
        {
            var (image, pixel) = Math.DivRem(first, conv.Pixels);
            var (row, w) = Math.DivRem(pixel, conv.Width.Count);
            var (d, h) = Math.DivRem(row, conv.Height.Count);
            taken = Math.Min(count, conv.Width.Count - w);
            var source = data + (image * conv.Groups + group) * images.ImageSize
                + images.Place(d * conv.Depth.Step, h * conv.Height.Step, w * conv.Width.Step);
            var step = images.Place(0, 0, conv.Width.Step);
            if (found == 1 && pieces->Count > V.Count) Copy(source + pieces->Offset, step, taken, target);
            else Copy(source, step, taken, pieces, found, target);
        }
    }

    // The taps of a kernel's row lie side by side, if they are not dilated.
    int Pieces(long panel, Piece* pieces)
    {
        var (found, lane, row) = (0, 0, conv.Width.TapStep == 1 ? conv.Width.Taps : 1);
        long first = panel * Tiling<T, V>.Columns, end = Math.Min(first + Tiling<T, V>.Columns, conv.Terms);
        for (var term = first; term < end; term = first + lane)
        {
            var (tap, channel) = Math.DivRem(term, conv.Sources);
            var (line, w) = Math.DivRem(tap, conv.Width.Taps);
            var (d, h) = Math.DivRem(line, conv.Height.Taps);
            var count = (int)Math.Min(end - term, (row - w % row) * conv.Sources - channel);
            pieces[found++] = new(
                images.Place(d * conv.Depth.TapStep, h * conv.Height.TapStep, w * conv.Width.TapStep) + channel, lane, count);
            lane += count;
        }
        return found;
    }

    [MethodImpl(Compile.Loop)]
    static void Copy(T* source, long step, long count, T* target)
    {
        for (; count > 0; count--, source += step, target += 2 * V.Count)
        {
            V first = V.Load(source), second = V.Load(source + V.Count);
            V.Store(first, target);
            V.Store(second, target + V.Count);
        }
    }

    // Whole vectors: what is too much is written over by the next piece or the next place.
    [MethodImpl(Compile.Loop)]
    static void Copy(T* source, long step, long count, Piece* pieces, int found, T* target)
    {
        for (; count > 0; count--, source += step, target += 2 * V.Count)
        {
            for (var piece = pieces; piece < pieces + found; piece++)
            {
                T* from = source + piece->Offset, to = target + piece->Lane;
                V.Store(V.Load(from), to);
                if (piece->Count > V.Count) V.Store(V.Load(from + V.Count), to + V.Count);
            }
        }
    }
}
