using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Indexing;

/// <summary>Turns ascending positions in a block of dimensions into a row of indices each.</summary>
internal unsafe struct PositionRows : IRange
{
    const long Grain = 16384;

    long* _positions;
    long* _rows;
    long* _sizes;
    int _rank;

    public static void Run(long* positions, long* rows, long count, ReadOnlySpan<long> sizes)
    {
        fixed (long* pointer = sizes)
            Threads.For(count, Grain, new PositionRows { _positions = positions, _rows = rows, _sizes = pointer, _rank = sizes.Length });
    }

    // Only where a line of the last dimension ends must be divided.
    [MethodImpl(Compile.Loop)]
    public readonly void Run(long from, long to)
    {
        var last = _rank - 1;
        long start = 0, end = -1;
        for (var i = from; i < to; i++)
        {
            var row = _rows + i * _rank;
            var position = _positions[i];
            if (position >= end)
            {
                var rest = position / _sizes[last];
                (start, end) = (rest * _sizes[last], (rest + 1) * _sizes[last]);
                for (var k = last - 1; k >= 0; k--) (rest, row[k]) = Math.DivRem(rest, _sizes[k]);
            }
            else
            {
                for (var k = 0; k < last; k++) row[k] = row[k - _rank];
            }
            row[last] = position - start;
        }
    }
}
