using System.Runtime.InteropServices;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Conv;

/// <summary>
/// One channel under a kernel of 3x3 at step 1, read where it lies: the results are divided into columns as wide as a vector, and
/// masks clear what a vector reads beside its row. The last column overlaps the one before; a narrow image has a single one.
/// </summary>
internal readonly unsafe struct ThreeTaps<T, V>(Sampling height, Sampling width) where T : unmanaged where V : struct, IVector<V, T>
{
    /// <summary>The vectors of masks of a column: one for each of three neighbours, and one for the results first computed there.</summary>
    const int Masks = 4;

    /// <summary>The elements of the masks of all columns.</summary>
    public long MaskSize => Columns * Masks * V.Count;

    /// <summary>How many columns there are.</summary>
    public long Columns => (width.Count + V.Count - 1) / V.Count;

    /// <summary>Where the columns' results begin.</summary>
    public long Left(long column) => Math.Max(0, Math.Min(column * V.Count, width.Count - V.Count));

    /// <summary>How far before a channel of the source vectors read.</summary>
    public long Before => Math.Max(0, -width.Base);

    /// <summary>How far behind it.</summary>
    public long After => Math.Max(0, Left(Columns - 1) + width.Base + 2 + V.Count - width.Limit);

    /// <summary>How far behind the results vectors read.</summary>
    public long Behind => Math.Max(0, V.Count - width.Count);

    /// <summary>The masks of a column.</summary>
    public static T* MaskOf(T* masks, long column) => masks + column * Masks * V.Count;

    /// <summary>Writes the masks of all columns.</summary>
    public void FillMasks(T* masks)
    {
        new Span<T>(masks, (int)MaskSize).Clear();
        for (long column = 0; column < Columns; column++)
        {
            for (var tap = 0; tap < Masks; tap++, masks += V.Count)
            {
                var offset = Left(column) + (tap < 3 ? width.Base + tap : 0);
                var (first, limit) = tap < 3 ? (0, width.Limit) : (column * V.Count, width.Count);
                for (var lane = 0; lane < V.Count; lane++)
                {
                    if (offset + lane >= first && offset + lane < limit)
                        MemoryMarshal.AsBytes(new Span<T>(masks + lane, 1)).Fill(byte.MaxValue);
                }
            }
        }
    }

    /// <summary>Where in the kernel the weight lies that belongs to each of the nine neighbours, from top left to bottom right.</summary>
    public static void Elements(in SampledConv<T> conv, long* elements)
    {
        for (long i = 0; i < 9; i++)
        {
            var (h, w) = Math.DivRem(i, 3);
            elements[i] = conv.Element(0, conv.Height.TapStep > 0 ? h : 2 - h, conv.Width.TapStep > 0 ? w : 2 - w);
        }
    }

    /// <summary>A channel of <paramref name="count"/> that lie one after the other, or a copy where vectors would leave these.</summary>
    public static T* Readable(T* first, long channel, long count, long size, long before, long after, T* copy)
    {
        var source = first + channel * size;
        if (channel * size >= before && (count - channel - 1) * size >= after) return source;
        new Span<T>(source, checked((int)size)).CopyTo(new Span<T>(copy + before, (int)size));
        return copy + before;
    }

    /// <summary>The rows of the source from the first that a result reads on; may begin and end outside.</summary>
    public ThreeRows Rows => new(height.Base, height.Limit, width.Limit, height.Count, width.Count);
}

/// <summary>The rows of a channel under a kernel of three rows: of the source, and of the results.</summary>
/// <param name="First">The source row the first result begins with.</param>
/// <param name="Limit">How many rows the source has.</param>
/// <param name="Pitch">The elements of a row of the source.</param>
/// <param name="Count">How many rows of results there are.</param>
/// <param name="Width">The elements of a row of results.</param>
internal readonly record struct ThreeRows(long First, long Limit, long Pitch, long Count, long Width);
