using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Loops;

/// <summary>One line of elements in each operand.</summary>
internal unsafe ref struct Row
{
    /// <summary>The number of elements.</summary>
    public long Count;

    /// <summary>Where each operand's line begins; the first is the output.</summary>
    public InlineArray5<nint> Pointers;

    /// <summary>The distance from element to element in each operand, in bytes.</summary>
    public InlineArray5<long> Steps;

    public readonly byte* Pointer(int operand) => (byte*)Pointers[operand];
}

/// <summary>What is done for each line.</summary>
internal interface IRowAction
{
    /// <summary>Whether memory takes longer than computing, so that large results are better written past the caches.</summary>
    static virtual bool Streams => false;

    /// <summary>The operands, a bit each, of which nothing beyond the line is read, so that a line of a turned copy does as well.</summary>
    static virtual int Turnable => ~0;

    void Run(scoped in Row row);
}

/// <summary>
/// A walk over the elements of up to five operands of one shape, each with strides of its own. Dimensions that lie
/// together in every operand are merged, so that contiguous tensors become a single line; inputs that lie across the output
/// are transposed tile by tile; the work is shared among threads.
/// </summary>
internal readonly unsafe ref struct Walk
{
    // Below this many elements the cost of waking a thread is not earned back.
    const long Grain = 32768;

    readonly Scratch<byte> _memory;
    readonly WalkPlan* _plan;
    readonly long _grain;

    /// <summary>A walk over <paramref name="sizes"/>.</summary>
    /// <param name="sizes">The sizes.</param>
    /// <param name="operands">The number of operands.</param>
    /// <param name="weight">How many elements' work each stands for.</param>
    public Walk(ReadOnlySpan<long> sizes, int operands, long weight = 1)
    {
        _grain = Math.Max(1, Grain / weight);
        _memory = new(sizeof(WalkPlan) + WalkPlan.TableLength(sizes.Length, operands) * sizeof(long));
        _plan = (WalkPlan*)_memory.Pointer;
        *_plan = new((long*)(_plan + 1), sizes, operands);
    }

    /// <summary>
    /// Sets where an operand begins, its sizes, which broadcast, and its strides in elements of <paramref name="itemSize"/> bytes.
    /// </summary>
    public void Operand(int index, void* pointer, ReadOnlySpan<long> sizes, ReadOnlySpan<long> strides, int itemSize)
    {
        _plan->Pointers[index] = (nint)pointer;
        _plan->ItemSizes[index] = itemSize;
        var lead = _plan->Rank - sizes.Length;
        for (var d = 0; d < _plan->Rank; d++)
            _plan->Step(d, index) = d < lead || sizes[d - lead] == 1 ? 0 : strides[d - lead] * itemSize;
    }

    /// <summary>Runs <paramref name="action"/> for every line.</summary>
    public void Run<TAction>(TAction action) where TAction : struct, IRowAction
    {
        if (!_plan->Simplify()) return;
        long inner = _plan->Sizes[_plan->Rank - 1], outer = 1;
        for (var d = 0; d < _plan->Rank - 1; d++) outer *= _plan->Sizes[d];
        if (_plan->LiesAcross(TAction.Turnable))
            Threads.For(_plan->Tiles, Math.Max(1, _grain / _plan->TileCount), new Tiles<TAction> { Plan = _plan, Action = action });
        else if (outer * inner <= _grain)
            _plan->RunLines(action, 0, outer, 0, inner);
        else
            RunLines(action, outer, inner);
    }

    void RunLines<TAction>(TAction action, long outer, long inner) where TAction : struct, IRowAction
    {
        if (TAction.Streams) _plan->Stream();
        if (outer >= Math.Min(inner, 4L * Threads.Count))
            Threads.For(outer, Math.Max(1, _grain / inner), new Lines<TAction> { Plan = _plan, Action = action });
        else
            Threads.For(inner, Math.Max(1, _grain / outer), new Parts<TAction> { Plan = _plan, Action = action, Outer = outer });
    }

    public void Dispose() => _memory.Dispose();

    struct Lines<TAction> : IRange where TAction : struct, IRowAction
    {
        public WalkPlan* Plan;
        public TAction Action;

        public readonly void Run(long from, long to) => Plan->RunLines(Action, from, to, 0, Plan->Sizes[Plan->Rank - 1]);
    }

    struct Parts<TAction> : IRange where TAction : struct, IRowAction
    {
        public WalkPlan* Plan;
        public TAction Action;
        public long Outer;

        public readonly void Run(long from, long to) => Plan->RunLines(Action, 0, Outer, from, to);
    }

    struct Tiles<TAction> : IRange where TAction : struct, IRowAction
    {
        public WalkPlan* Plan;
        public TAction Action;

        public readonly void Run(long from, long to) => Plan->RunTiles(Action, from, to);
    }
}
