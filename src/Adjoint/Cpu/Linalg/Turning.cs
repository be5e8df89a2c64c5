using System.Numerics;
using Adjoint.Cpu.Gemm;

namespace Adjoint.Cpu.Linalg;

/// <summary>Vectors that lie in rows, as the columns of a matrix.</summary>
internal unsafe struct Turning<T> : IRange where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // A few rows at a time are brought into order in the first cache; a thread should have so many elements.
    const int Some = 16;
    const long Grain = 1 << 15;

    T* _rows, _columns;
    int* _order;
    long _row, _width, _count;

    /// <summary>Row <c>order[j]</c> of n numbers becomes column j, for <paramref name="count"/> of them.</summary>
    public static void RowsToColumns(T* rows, long n, int* order, long count, T* columns, long width)
    {
        var turning = new Turning<T> { _rows = rows, _row = n, _order = order, _columns = columns, _width = width, _count = count };
        Threads.For((count + Some - 1) / Some, Math.Max(1, Grain / (Some * n)), turning);
    }

    public readonly void Run(long from, long to)
    {
        using var scratch = new Scratch<T>(Some * _row);
        for (var j = from * Some; j < Math.Min(_count, to * Some); j += Some)
        {
            var lines = Math.Min(Some, _count - j);
            for (var i = 0; i < lines; i++)
                new Span<T>(_rows + _order[j + i] * _row, (int)_row).CopyTo(new(scratch.Pointer + i * _row, (int)_row));
            Transposing<T>.Run(scratch.Pointer, _row, lines, _row, _columns + j, _width);
        }
    }
}
