using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Conv;

/// <summary>
/// The patches of a convolution with a row for each result and its terms side by side in the order of the weights, first by source
/// channel and then by tap; and back: what belongs to one place of the source is added up.
/// </summary>
internal readonly unsafe struct PatchRows<T> where T : unmanaged
{
    // Elements a thread should at least move.
    const long Grain = 1 << 14;

    readonly SampledConv<T> _conv;
    readonly Extent _depth, _height, _width;

    public PatchRows(in SampledConv<T> conv)
    {
        _conv = conv;
        (_depth, _height, _width) = (Extent.Read(conv.Depth), Extent.Read(conv.Height), Extent.Read(conv.Width));
    }

    /// <summary>From one row to the next: an odd number of cache lines, so that rows do not share a few sets of a cache.</summary>
    public long Pitch => (_conv.Terms * sizeof(T) / 128 * 2 + 3) * 64 / sizeof(T);

    /// <summary>The elements of all rows.</summary>
    public long Size => _conv.Groups * _conv.Batch * _conv.Pixels * Pitch;

    /// <summary>The elements of a channel of the source with what is read around it.</summary>
    public long PlaneSize => _depth.Size * _height.Size * _width.Size + V128<T>.Count;

    /// <summary>The numbers that <see cref="Offsets"/> writes.</summary>
    public long OffsetCount => _conv.Pixels + Lines;

    // Of a kernel: the taps of each lie side by side in a row.
    long Lines => _conv.Depth.Taps * _conv.Height.Taps;

    /// <summary>Writes where each result begins to read in a plane, and how far behind that each line of the kernel does.</summary>
    public void Offsets(long* offsets)
    {
        for (long pixel = 0; pixel < _conv.Pixels; pixel++)
        {
            var (line, w) = Math.DivRem(pixel, _conv.Width.Count);
            var (d, h) = Math.DivRem(line, _conv.Height.Count);
            *offsets++ = Place(d * _conv.Depth.Step, h * _conv.Height.Step, w * _conv.Width.Step);
        }
        for (long line = 0; line < Lines; line++)
        {
            var (d, h) = Math.DivRem(line, _conv.Height.Taps);
            *offsets++ = Place(d * _conv.Depth.TapStep, h * _conv.Height.TapStep, 0);
        }
    }

    long Place(long d, long h, long w) => (d * _height.Size + h) * _width.Size + w;

    /// <summary>Writes all rows: of each group, those of all images.</summary>
    public void Fill(T* rows) => Threads.For(
        _conv.Groups * _conv.Sources, Math.Max(1, Grain / (_conv.Batch * _conv.Pixels * _conv.Taps)),
        new Channels { Patches = this, Rows = (nint)rows });

    struct Channels : IRange
    {
        public PatchRows<T> Patches;
        public nint Rows;

        public readonly void Run(long from, long to)
        {
            var conv = Patches._conv;
            using var plane = new Scratch<T>(Patches.PlaneSize);
            using var offsets = new Scratch<long>(Patches.OffsetCount);
            Patches.Offsets(offsets.Pointer);
            new Span<T>(plane.Pointer, checked((int)Patches.PlaneSize)).Clear();
            for (var i = from; i < to; i++)
            {
                var (group, source) = Math.DivRem(i, conv.Sources);
                // Whole vectors reach into the next channel's terms, which here are written next, and at the end by another thread.
                var isExact = i == to - 1 || source == conv.Sources - 1 || conv.Width.TapStep != 1;
                for (long image = 0; image < conv.Batch; image++)
                {
                    Patches.Move(conv.SourceChannel(image, group, source), plane.Pointer, intoPlane: true);
                    var row = (T*)Rows + (group * conv.Batch + image) * conv.Pixels * Patches.Pitch + source * conv.Taps;
                    if (isExact) Patches.Gather(plane.Pointer, offsets.Pointer, row);
                    else Patches.GatherVectors(plane.Pointer, offsets.Pointer, row);
                }
            }
        }
    }

    // Between a channel of the source and the same with what is read around it.
    void Move(T* channel, T* plane, bool intoPlane)
    {
        long from = Math.Max(0, -_width.Start), count = Math.Min(_width.Size, _width.Limit - _width.Start) - from;
        if (count <= 0) return;
        for (long d = Math.Max(0, -_depth.Start); d < Math.Min(_depth.Size, _depth.Limit - _depth.Start); d++)
        {
            for (long h = Math.Max(0, -_height.Start); h < Math.Min(_height.Size, _height.Limit - _height.Start); h++)
            {
                var line = channel + ((_depth.Start + d) * _height.Limit + _height.Start + h) * _width.Limit + _width.Start + from;
                var padded = plane + Place(d, h, from);
                if (intoPlane) Lanes<T>.Copy(line, padded, count);
                else Lanes<T>.Copy(padded, line, count);
            }
        }
    }

    [MethodImpl(Compile.Loop)]
    void GatherVectors(T* plane, long* offsets, T* row)
    {
        long* lines = offsets + _conv.Pixels, end = lines + Lines;
        long taps = _conv.Width.Taps, pitch = Pitch;
        for (var offset = offsets; offset < lines; offset++, row += pitch)
        {
            T* source = plane + *offset, target = row;
            for (var line = lines; line < end; line++, target += taps)
            {
                for (long i = 0; i < taps; i += V128<T>.Count) V128<T>.Store(V128<T>.Load(source + *line + i), target + i);
            }
        }
    }

    [MethodImpl(Compile.Loop)]
    void Gather(T* plane, long* offsets, T* row)
    {
        long* lines = offsets + _conv.Pixels, end = lines + Lines;
        long taps = _conv.Width.Taps, step = _conv.Width.TapStep, pitch = Pitch;
        for (var offset = offsets; offset < lines; offset++, row += pitch)
        {
            var target = row;
            for (var line = lines; line < end; line++, target += taps)
            {
                for (long i = 0; i < taps; i++) target[i] = plane[*offset + *line + i * step];
            }
        }
    }

    /// <summary>
    /// A channel of the source as a bias and the sum of what its rows hold; they are <paramref name="pitch"/> elements apart.
    /// </summary>
    public void Fold(T* row, long pitch, long* offsets, T bias, T* plane, T* channel)
    {
        new Span<T>(channel, checked((int)_conv.SourceSize)).Fill(bias);
        new Span<T>(plane, checked((int)PlaneSize)).Fill(bias);
        Add(row, pitch, offsets, plane);
        Move(channel, plane, intoPlane: false);
    }

    [MethodImpl(Compile.Loop)]
    void Add(T* row, long pitch, long* offsets, T* plane)
    {
        long* lines = offsets + _conv.Pixels, end = lines + Lines;
        long taps = _conv.Width.Taps, step = _conv.Width.TapStep;
        for (var offset = offsets; offset < lines; offset++, row += pitch)
        {
            var source = row;
            for (var line = lines; line < end; line++, source += taps)
            {
                var target = plane + *offset + *line;
                for (long i = 0; i < taps; i++, target += step)
                    V128<T>.StoreOne(V128<T>.LoadOne(target) + V128<T>.LoadOne(source + i), target);
            }
        }
    }
}
