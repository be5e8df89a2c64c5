using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Conv;

/// <summary>
/// How one channel of a source is laid out so that a tap is nothing but an offset: padded with zeros, and divided into planes by
/// the place modulo the step, so that neighbouring results read neighbouring elements. The first tap of result (d, h, w) reads
/// <see cref="Position"/>(d, h, w) + <see cref="Offset"/> of that tap.
/// </summary>
internal readonly struct Planes
{
    readonly Axis _depth, _height, _width;

    public Planes(Sampling depth, Sampling height, Sampling width)
    {
        (_depth, _height, _width) = (new(depth), new(height), new(width));
        PlaneSize = _depth.Size * _height.Size * _width.Size;
    }

    /// <summary>The elements of one plane.</summary>
    public long PlaneSize { get; }

    /// <summary>The elements of all planes of a channel.</summary>
    public long ChannelSize => PlaneSize * _depth.Planes * _height.Planes * _width.Planes;

    /// <summary>From one row of a plane to the next.</summary>
    public long Pitch => _width.Size;

    /// <summary>From one slice of a plane to the next.</summary>
    public long Slice => _height.Size * _width.Size;

    /// <summary>Where the first tap of a result lies, relative to that of the first.</summary>
    public long Position(long depth, long height, long width) => depth * Slice + height * Pitch + width;

    /// <summary>Where a tap of the first result lies.</summary>
    public long Offset(long depth, long height, long width)
    {
        var plane = (_depth.Plane(depth) * _height.Planes + _height.Plane(height)) * _width.Planes + _width.Plane(width);
        return plane * PlaneSize + Position(_depth.Place(depth), _height.Place(height), _width.Place(width));
    }

    /// <summary>Writes the offsets of all taps, the innermost dimension fastest.</summary>
    public unsafe void Offsets(long* offsets)
    {
        for (long d = 0; d < _depth.Sampling.Taps; d++)
        {
            for (long h = 0; h < _height.Sampling.Taps; h++)
            {
                for (long w = 0; w < _width.Sampling.Taps; w++) *offsets++ = Offset(d, h, w);
            }
        }
    }

    /// <summary>Lays out one channel.</summary>
    public unsafe void Fill<T>(T* channel, T* planes) where T : unmanaged
    {
        for (long d = 0; d < _depth.Planes; d++)
        {
            for (long h = 0; h < _height.Planes; h++)
            {
                for (long w = 0; w < _width.Planes; w++, planes += PlaneSize) FillPlane(channel, planes, d, h, w);
            }
        }
    }

    unsafe void FillPlane<T>(T* channel, T* plane, long depth, long height, long width) where T : unmanaged
    {
        long slice = _depth.Start(depth), top = _height.Start(height), start = _width.Start(width), step = _width.Sampling.Step;
        var from = Math.Clamp((-start + step - 1) / step, 0, _width.Size);
        var to = Math.Clamp((_width.Sampling.Limit - start + step - 1) / step, from, _width.Size);
        for (long d = 0; d < _depth.Size; d++, slice += _depth.Sampling.Step)
        {
            var row = top;
            for (long h = 0; h < _height.Size; h++, row += _height.Sampling.Step, plane += _width.Size)
            {
                if ((ulong)slice >= (ulong)_depth.Sampling.Limit || (ulong)row >= (ulong)_height.Sampling.Limit)
                    Clear(plane, 0, _width.Size);
                else
                    FillRow(channel + (slice * _height.Sampling.Limit + row) * _width.Sampling.Limit + start, plane, from, to, step);
            }
        }
    }

    // Elements from .. to of a row come from the source, the others lie outside.
    [MethodImpl(Compile.Loop)]
    unsafe void FillRow<T>(T* source, T* row, long from, long to, long step) where T : unmanaged
    {
        Clear(row, 0, from);
        if (step == 1) Lanes<T>.Copy(source + from, row + from, to - from);
        else if (step == 2) Lanes<T>.CopyEven(source + 2 * from, row + from, to - from);
        else
        {
            for (var i = from; i < to; i++) row[i] = source[i * step];
        }
        Clear(row, to, _width.Size);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static unsafe void Clear<T>(T* row, long from, long to) where T : unmanaged
    {
        for (var i = from; i < to; i++) row[i] = default;
    }

    // Taps reach (t |TapStep|) from the base: into the plane of that modulo Step, which repeats after a few taps.
    readonly struct Axis
    {
        readonly long _period;

        public Axis(Sampling sampling)
        {
            Sampling = sampling;
            var (a, b) = (sampling.Step, Math.Abs(sampling.TapStep));
            while (b != 0) (a, b) = (b, a % b);
            _period = sampling.Step / a;
            Planes = Math.Min(_period, sampling.Taps);
            Size = (sampling.Taps - 1) * Math.Abs(sampling.TapStep) / sampling.Step + sampling.Count;
        }

        public Sampling Sampling { get; }

        public long Planes { get; }

        public long Size { get; }

        public long Place(long tap) => Sampling.Reach(tap) / Sampling.Step;

        public long Plane(long tap) => Sampling.Reach(tap) / Math.Abs(Sampling.TapStep) % _period;

        /// <summary>The place in the source of the first element of a plane; may lie outside.</summary>
        public long Start(long plane) => Sampling.Base + plane * Math.Abs(Sampling.TapStep) % Sampling.Step;
    }
}
