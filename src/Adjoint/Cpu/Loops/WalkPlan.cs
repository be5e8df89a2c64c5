using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Loops;

/// <summary>
/// The dimensions of a <see cref="Walk"/>, outermost first, and how to go along them; its tables lie in memory of the walk's.
/// </summary>
internal unsafe partial struct WalkPlan
{
    readonly int _operands;
    readonly long* _steps;
    int _side;
    int _across;
    bool _streams;

    /// <summary>The plan for operands of a shape, which are yet to be set.</summary>
    public WalkPlan(long* table, ReadOnlySpan<long> sizes, int operands)
    {
        _operands = operands;
        _steps = table + sizes.Length + 1;
        Sizes = table;
        Rank = sizes.Length;
        sizes.CopyTo(new(table, Rank));
    }

    public long* Sizes { get; }

    public int Rank { get; private set; }

    public InlineArray5<nint> Pointers;

    public InlineArray5<int> ItemSizes;

    /// <summary>How many numbers the table of a plan has.</summary>
    public static long TableLength(int rank, int operands) => (rank + 1) * (operands + 1);

    /// <summary>The distance along a dimension in an operand, in bytes.</summary>
    public readonly ref long Step(int dimension, int operand) => ref _steps[dimension * _operands + operand];

    /// <summary>Sorts and merges the dimensions, of which at least one is left; false if there is nothing to walk over.</summary>
    public bool Simplify()
    {
        for (var d = 0; d < Rank; d++)
        {
            if (Sizes[d] == 0) return false;
        }
        Sort();
        Merge();
        if (Rank > 0) return true;
        Rank = 1;
        Sizes[0] = 1;
        for (var k = 0; k < _operands; k++) Step(0, k) = ItemSizes[k];
        return true;
    }

    // The output's fastest dimension goes last, whatever its place in the shape.
    readonly void Sort()
    {
        for (var i = 1; i < Rank; i++)
        {
            for (var j = i; j > 0 && IsFaster(j - 1, j); j--) Swap(j - 1, j);
        }
    }

    readonly bool IsFaster(int a, int b)
    {
        for (var k = 0; k < _operands; k++)
        {
            long stepA = Math.Abs(Step(a, k)), stepB = Math.Abs(Step(b, k));
            if (stepA == 0 || stepB == 0 || stepA == stepB) continue;
            return stepA < stepB;
        }
        return false;
    }

    readonly void Swap(int a, int b)
    {
        (Sizes[a], Sizes[b]) = (Sizes[b], Sizes[a]);
        for (var k = 0; k < _operands; k++) (Step(a, k), Step(b, k)) = (Step(b, k), Step(a, k));
    }

    void Merge()
    {
        var last = -1;
        for (var i = 0; i < Rank; i++)
        {
            if (Sizes[i] == 1) continue;
            if (last >= 0 && Joins(last, i)) Sizes[last] *= Sizes[i];
            else Sizes[++last] = Sizes[i];
            for (var k = 0; k < _operands; k++) Step(last, k) = Step(i, k);
        }
        Rank = last + 1;
    }

    readonly bool Joins(int outer, int inner)
    {
        for (var k = 0; k < _operands; k++)
        {
            if (Step(outer, k) != Step(inner, k) * Sizes[inner]) return false;
        }
        return true;
    }

    /// <summary>
    /// Lines <paramref name="fromLine"/> to <paramref name="toLine"/> of the outer dimensions, and of each the elements
    /// <paramref name="from"/> to <paramref name="to"/>.
    /// </summary>
    [MethodImpl(Compile.Loop)]
    public readonly void RunLines<TAction>(TAction action, long fromLine, long toLine, long from, long to)
        where TAction : struct, IRowAction
    {
        var row = new Row { Count = to - from, Pointers = Pointers };
        for (var k = 0; k < _operands; k++)
        {
            row.Steps[k] = Step(Rank - 1, k);
            row.Pointers[k] += (nint)(from * row.Steps[k]);
        }
        if (Rank == 1)
        {
            RunLine(action, row);
            return;
        }
        using var scratch = new Scratch<long>(Rank);
        var counters = scratch.Pointer;
        var rest = fromLine;
        for (var d = Rank - 2; d >= 0; d--)
        {
            (rest, counters[d]) = Math.DivRem(rest, Sizes[d]);
            for (var k = 0; k < _operands; k++) row.Pointers[k] += (nint)(counters[d] * Step(d, k));
        }
        for (var line = fromLine; ;)
        {
            RunLine(action, row);
            if (++line == toLine) return;
            for (var d = Rank - 2; ; d--)
            {
                for (var k = 0; k < _operands; k++) row.Pointers[k] += (nint)Step(d, k);
                if (++counters[d] < Sizes[d]) break;
                counters[d] = 0;
                for (var k = 0; k < _operands; k++) row.Pointers[k] -= (nint)(Sizes[d] * Step(d, k));
            }
        }
    }
}
