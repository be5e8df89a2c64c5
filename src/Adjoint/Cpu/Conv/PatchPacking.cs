using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Conv;

/// <summary>A piece of neighbouring results: where they are read in the planes, and where they lie in the panel.</summary>
internal readonly unsafe struct Run<T>(T* source, int column, int count) where T : unmanaged
{
    public readonly T* Source = source;
    public readonly int Column = column;
    public readonly int Count = count;
}

/// <summary>
/// The right operand of a convolution, a column for each result and a row for each term, panel by panel out of the planes: the
/// matrix of patches never exists as a whole.
/// </summary>
internal readonly unsafe struct PatchPacking<T>(SampledConv<T> conv, Planes planes, T* data, T* end, long* offsets) where T : unmanaged
{
    // How many results follow each other in the planes without a gap, at the start of a row.
    readonly long _piece = planes.Pitch != conv.Width.Count ? conv.Width.Count
        : planes.Slice != conv.Width.Count * conv.Height.Count ? conv.Width.Count * conv.Height.Count
        : conv.Pixels;

    /// <summary>
    /// Finds the pieces of the results <paramref name="first"/> and following of all images, which lie from
    /// <paramref name="column"/> on; returns how many there are.
    /// </summary>
    public int Runs(long group, long first, int count, int column, Run<T>* runs)
    {
        var found = 0;
        for (var done = 0; done < count; found++)
        {
            var run = At(group, first + done, count - done);
            runs[found] = new(run.Source, column + done, run.Count);
            done += run.Count;
        }
        return found;
    }

    // The piece that begins with a result, as far as it goes.
    Run<T> At(long group, long result, int count)
    {
        var (image, pixel) = Math.DivRem(result, conv.Pixels);
        var (piece, within) = Math.DivRem(pixel, _piece);
        var (depth, height) = Math.DivRem(piece * (_piece / conv.Width.Count), conv.Height.Count);
        var source = data + (image * conv.Groups + group) * conv.Sources * planes.ChannelSize + planes.Position(depth, height, within);
        return new(source, 0, (int)Math.Min(count, _piece - within));
    }

    /// <summary>Packs terms <paramref name="from"/> to <paramref name="to"/> of some pieces, each term <paramref name="width"/> columns wide.</summary>
    [MethodImpl(Compile.Loop)]
    public void Pack<V>(Run<T>* runs, int count, long from, long to, int width, T* panel) where V : struct, IVector<V, T>
    {
        var taps = conv.Taps;
        var (channel, tap) = Math.DivRem(from, taps);
        var shift = channel * planes.ChannelSize;
        for (; from < to; from++, panel += width)
        {
            var offset = shift + offsets[tap];
            for (var run = runs; run < runs + count; run++) Copy<V>(run->Source + offset, panel + run->Column, run->Count);
            if (++tap < taps) continue;
            tap = 0;
            shift += planes.ChannelSize;
        }
    }

    // Whole vectors: what is too much is written over by the next piece or the next row, or lies behind the panel.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Copy<V>(T* source, T* target, int count) where V : struct, IVector<V, T>
    {
        if (source + count + V.Count <= end)
        {
            for (var i = 0; i < count; i += V.Count) V.Store(V.Load(source + i), target + i);
        }
        else
        {
            for (var i = 0; i < count; i++) target[i] = source[i];
        }
    }
}
