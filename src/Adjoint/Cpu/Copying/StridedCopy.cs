using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Copying;

/// <summary>
/// Copies a block of elements of one size between memory of any strides. Dimensions that lie together on both sides become
/// one; where the target's lines run across the source's, tiles are turned.
/// </summary>
internal unsafe struct StridedCopy<T> : IRange where T : unmanaged
{
    // Below this many elements the cost of waking a thread is not earned back.
    const long Grain = 32768;

    // A narrower matrix is not worth turning tiles.
    const long Narrow = 8;

    const long NarrowPart = 1024;

    byte* _to;
    byte* _from;
    int _rank;
    long* _sizes;
    long* _toSteps;
    long* _fromSteps;

    // The dimension lines run along.
    int _line;

    // A second dimension that is copied with it, if any: the one the source's lines run along where tiles are turned, or a
    // narrow one, so that both sides stay in the cache.
    int _across;
    bool _turns;
    bool _streams;
    long _part;
    long _lineParts;
    long _acrossParts;

    /// <summary>Copies. Strides are in elements; the source's may be 0 or negative.</summary>
    [SkipLocalsInit]
    public static void Run(void* to, ReadOnlySpan<long> toStrides, void* from, ReadOnlySpan<long> fromStrides, ReadOnlySpan<long> sizes)
    {
        var plan = stackalloc long[3 * sizes.Length + 3];
        var copy = new StridedCopy<T>
        {
            _to = (byte*)to,
            _from = (byte*)from,
            _sizes = plan,
            _toSteps = plan + sizes.Length + 1,
            _fromSteps = plan + 2 * sizes.Length + 2,
        };
        long count = 1;
        for (var i = 0; i < sizes.Length; i++)
        {
            count *= sizes[i];
            if (sizes[i] != 1) copy.Insert(sizes[i], toStrides[i] * sizeof(T), fromStrides[i] * sizeof(T));
        }
        if (count > 0) copy.Start(count);
    }

    // Dimensions are kept in the order of the target's steps, largest first.
    readonly bool IsBefore(int dim, long toStep, long fromStep)
    {
        long mine = Math.Abs(_toSteps[dim]), other = Math.Abs(toStep);
        return mine != other ? mine > other : Math.Abs(_fromSteps[dim]) >= Math.Abs(fromStep);
    }

    void Insert(long size, long toStep, long fromStep)
    {
        var place = _rank++;
        for (; place > 0 && !IsBefore(place - 1, toStep, fromStep); place--)
            Set(place, _sizes[place - 1], _toSteps[place - 1], _fromSteps[place - 1]);
        Set(place, size, toStep, fromStep);
    }

    readonly void Set(int dim, long size, long toStep, long fromStep) =>
        (_sizes[dim], _toSteps[dim], _fromSteps[dim]) = (size, toStep, fromStep);

    void Merge()
    {
        var last = 0;
        for (var i = 1; i < _rank; i++)
        {
            var joins = _toSteps[last] == _toSteps[i] * _sizes[i] && _fromSteps[last] == _fromSteps[i] * _sizes[i];
            if (joins) Set(last, _sizes[last] * _sizes[i], _toSteps[i], _fromSteps[i]);
            else Set(++last, _sizes[i], _toSteps[i], _fromSteps[i]);
        }
        _rank = last + 1;
    }

    void Start(long count)
    {
        if (_rank == 0) Insert(1, sizeof(T), sizeof(T));
        Merge();
        Choose();
        long outer = 1, line = _sizes[_line];
        for (var i = 0; i < _rank; i++) outer *= i == _line || i == _across ? 1 : _sizes[i];
        // Lines that are copied alone are split only if there are too few of them.
        _part = _turns ? TransposeTile<T>.Side
            : _across >= 0 ? NarrowPart
            : outer >= 4 * Threads.Count || count <= Grain ? line
            : Math.Max(NarrowPart, Parts(line, Parts(4 * Threads.Count, outer)));
        _lineParts = Parts(line, _part);
        _acrossParts = _turns ? Parts(_sizes[_across], _part) : 1;
        _streams = _across < 0 && 2 * count * sizeof(T) >= CopyBytes.Streams
            && _toSteps[_line] == sizeof(T) && _fromSteps[_line] == sizeof(T);
        var units = outer * _lineParts * _acrossParts;
        Threads.For(units, Math.Max(1, Grain * units / count), this);
    }

    static long Parts(long size, long part) => (size + part - 1) / part;

    void Choose()
    {
        _line = _rank - 1;
        _across = -1;
        if (_toSteps[_line] == sizeof(T) && _fromSteps[_line] == sizeof(T)) return;
        var lying = 0;
        while (lying < _rank && _fromSteps[lying] != sizeof(T)) lying++;
        if (_sizes[_line] < Narrow && _rank > 1)
        {
            _across = _line;
            _line = lying < _rank && _sizes[lying] >= Narrow ? lying : _rank - 2;
        }
        else if (lying < _line && _fromSteps[_line] != 0)
        {
            _across = lying;
            _turns = _toSteps[_line] == sizeof(T) && _sizes[lying] >= Narrow && _fromSteps[_line] > 0;
        }
    }

    public readonly void Run(long from, long to)
    {
        if (_turns) RunTiles(from, to);
        else RunLines(from, to);
    }

    // Where the element of the other dimensions with this number begins.
    readonly void Seek(long number, ref byte* to, ref byte* from)
    {
        for (var d = _rank - 1; d >= 0; d--)
        {
            if (d == _line || d == _across) continue;
            (number, var at) = Math.DivRem(number, _sizes[d]);
            to += at * _toSteps[d];
            from += at * _fromSteps[d];
        }
    }

    readonly void RunLines(long first, long end)
    {
        long across = 1, toAcross = 0, fromAcross = 0;
        if (_across >= 0) (across, toAcross, fromAcross) = (_sizes[_across], _toSteps[_across], _fromSteps[_across]);
        long toStep = _toSteps[_line], fromStep = _fromSteps[_line], size = _sizes[_line];
        var next = _rank - 1;
        while (next >= 0 && (next == _line || next == _across)) next--;
        for (var unit = first; unit < end;)
        {
            // Whole lines that follow each other in the next dimension need no new search.
            var (number, part) = _lineParts == 1 ? (unit, 0) : Math.DivRem(unit, _lineParts);
            byte* to = _to + part * _part * toStep, from = _from + part * _part * fromStep;
            Seek(number, ref to, ref from);
            var lines = _lineParts > 1 || next < 0 ? 1 : Math.Min(end - unit, _sizes[next] - number % _sizes[next]);
            var count = Math.Min(_part, size - part * _part);
            for (long k = 0; k < lines; k++)
            {
                if (_streams) CopyBytes.Stream(to, from, count * sizeof(T));
                else for (long i = 0; i < across; i++) CopyLine<T>.Run(to + i * toAcross, toStep, from + i * fromAcross, fromStep, count);
                if (lines == 1) break;
                to += _toSteps[next];
                from += _fromSteps[next];
            }
            unit += lines;
        }
    }

    [SkipLocalsInit]
    readonly void RunTiles(long first, long end)
    {
        var memory = stackalloc byte[TransposeTile<T>.MemorySize + 64];
        var tile = new TransposeTile<T>((byte*)(((nint)memory + 63) & ~63));
        var side = TransposeTile<T>.Side;
        for (var unit = first; unit < end; unit++)
        {
            var (rest, row) = Math.DivRem(unit, _lineParts);
            (rest, var column) = Math.DivRem(rest, _acrossParts);
            byte* to = _to, from = _from;
            Seek(rest, ref to, ref from);
            (row, column) = (row * side, column * side);
            tile.Copy(
                to + row * sizeof(T) + column * _toSteps[_across], _toSteps[_across],
                from + row * _fromSteps[_line] + column * sizeof(T), _fromSteps[_line],
                (int)Math.Min(side, _sizes[_line] - row), (int)Math.Min(side, _sizes[_across] - column));
        }
    }
}
