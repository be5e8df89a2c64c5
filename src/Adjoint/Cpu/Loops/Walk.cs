using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Loops;

/// <summary>Up to five of something: the output of an elementwise loop and its inputs.</summary>
[InlineArray(Capacity)]
internal struct Five<T>
{
    public const int Capacity = 5;

#pragma warning disable IDE0044, IDE0051, CA1823 // the one field an inline array is made of
    T _first;
#pragma warning restore IDE0044, IDE0051, CA1823
}

/// <summary>One line of elements in each operand.</summary>
internal unsafe ref struct Row
{
    /// <summary>The number of elements.</summary>
    public long Count;

    /// <summary>Where each operand's line begins; the first is the output.</summary>
    public Five<nint> Pointers;

    /// <summary>The distance from element to element in each operand, in bytes.</summary>
    public Five<long> Steps;

    public readonly byte* Pointer(int operand) => (byte*)Pointers[operand];
}

/// <summary>What is done for each line.</summary>
internal interface IRowAction
{
    void Run(scoped in Row row);
}

/// <summary>
/// A walk over the elements of up to five operands of one shape, each with strides of its own. Dimensions that lie
/// together in every operand are merged, so that contiguous tensors become a single line; the work is shared among threads.
/// </summary>
internal unsafe struct Walk
{
    // Below this many elements the cost of waking a thread is not earned back.
    const long Grain = 32768;

    readonly int _operands;
    readonly long _grain;
    int _rank;
    long[] _sizes;
    Five<nint> _pointers;
    Five<long[]> _steps;

    /// <summary>A walk over <paramref name="sizes"/>.</summary>
    /// <param name="sizes">The sizes.</param>
    /// <param name="operands">The number of operands.</param>
    /// <param name="weight">How many elements' work each stands for.</param>
    public Walk(ReadOnlySpan<long> sizes, int operands, long weight = 1)
    {
        _operands = operands;
        _grain = Math.Max(1, Grain / weight);
        _sizes = sizes.ToArray();
        _rank = sizes.Length;
    }

    /// <summary>Sets where an operand begins and its strides in elements of <paramref name="itemSize"/> bytes.</summary>
    public void Operand(int index, void* pointer, ReadOnlySpan<long> strides, int itemSize)
    {
        var steps = new long[strides.Length];
        for (var i = 0; i < steps.Length; i++) steps[i] = strides[i] * itemSize;
        _pointers[index] = (nint)pointer;
        _steps[index] = steps;
    }

    /// <summary>Runs <paramref name="action"/> for every line.</summary>
    public void Run<TAction>(TAction action) where TAction : struct, IRowAction
    {
        foreach (var size in _sizes)
        {
            if (size == 0) return;
        }
        Sort();
        Merge();
        if (_rank == 0)
        {
            RunLines(action, 0, 1, 0, 1);
            return;
        }
        var inner = _sizes[_rank - 1];
        long outer = 1;
        for (var i = 0; i < _rank - 1; i++) outer *= _sizes[i];
        if (outer * inner <= _grain) RunLines(action, 0, outer, 0, inner);
        else if (outer >= inner) Threads.For(outer, Math.Max(1, _grain / inner), new Lines<TAction> { Walk = this, Action = action, Inner = inner });
        else Threads.For(inner, Math.Max(1, _grain / outer), new Parts<TAction> { Walk = this, Action = action, Outer = outer });
    }

    // The output's fastest dimension goes last, whatever its place in the shape.
    readonly void Sort()
    {
        for (var i = 1; i < _rank; i++)
        {
            for (var j = i; j > 0 && IsFaster(j - 1, j); j--) Swap(j - 1, j);
        }
    }

    readonly bool IsFaster(int a, int b)
    {
        for (var k = 0; k < _operands; k++)
        {
            long stepA = Math.Abs(_steps[k][a]), stepB = Math.Abs(_steps[k][b]);
            if (stepA == 0 || stepB == 0 || stepA == stepB) continue;
            return stepA < stepB;
        }
        return false;
    }

    readonly void Swap(int a, int b)
    {
        (_sizes[a], _sizes[b]) = (_sizes[b], _sizes[a]);
        for (var k = 0; k < _operands; k++) (_steps[k][a], _steps[k][b]) = (_steps[k][b], _steps[k][a]);
    }

    void Merge()
    {
        var last = -1;
        for (var i = 0; i < _rank; i++)
        {
            if (_sizes[i] == 1) continue;
            if (last >= 0 && Joins(last, i)) _sizes[last] *= _sizes[i];
            else _sizes[++last] = _sizes[i];
            for (var k = 0; k < _operands; k++) _steps[k][last] = _steps[k][i];
        }
        _rank = last + 1;
    }

    readonly bool Joins(int outer, int inner)
    {
        for (var k = 0; k < _operands; k++)
        {
            if (_steps[k][outer] != _steps[k][inner] * _sizes[inner]) return false;
        }
        return true;
    }

    // Lines fromLine to toLine of the outer dimensions, and of each the elements from to to.
    readonly void RunLines<TAction>(TAction action, long fromLine, long toLine, long from, long to) where TAction : struct, IRowAction
    {
        var row = new Row { Count = to - from, Pointers = _pointers };
        var counters = _rank <= 1 ? [] : new long[_rank - 1];
        var rest = fromLine;
        for (var d = _rank - 2; d >= 0; d--)
        {
            (rest, counters[d]) = Math.DivRem(rest, _sizes[d]);
            for (var k = 0; k < _operands; k++) row.Pointers[k] += (nint)(counters[d] * _steps[k][d]);
        }
        for (var k = 0; k < _operands && _rank > 0; k++)
        {
            row.Steps[k] = _steps[k][_rank - 1];
            row.Pointers[k] += (nint)(from * row.Steps[k]);
        }
        for (var line = fromLine; ;)
        {
            action.Run(row);
            if (++line == toLine) return;
            for (var d = _rank - 2; ; d--)
            {
                for (var k = 0; k < _operands; k++) row.Pointers[k] += (nint)_steps[k][d];
                if (++counters[d] < _sizes[d]) break;
                counters[d] = 0;
                for (var k = 0; k < _operands; k++) row.Pointers[k] -= (nint)(_sizes[d] * _steps[k][d]);
            }
        }
    }

    struct Lines<TAction> : IRange where TAction : struct, IRowAction
    {
        public Walk Walk;
        public TAction Action;
        public long Inner;

        public readonly void Run(long from, long to) => Walk.RunLines(Action, from, to, 0, Inner);
    }

    struct Parts<TAction> : IRange where TAction : struct, IRowAction
    {
        public Walk Walk;
        public TAction Action;
        public long Outer;

        public readonly void Run(long from, long to) => Walk.RunLines(Action, 0, Outer, from, to);
    }
}
