namespace Adjoint;

/// <summary>
/// What may stand between the brackets of <c>x[...]</c>: an <see cref="int"/>, an <see cref="Index"/> (<c>^1</c>), a
/// <see cref="Range"/> (<c>1..3</c>), an index or mask tensor, or one of the values made here.
/// </summary>
/// <remarks>
/// <c>..</c> alone stands for as many whole dimensions as are left over, like <c>...</c> in Python and <c>..</c> in C# list
/// patterns; written a second time it stands for one whole dimension, like <see cref="All"/>.
/// </remarks>
public readonly struct Slice
{
    enum Kind : byte { Index, Range, NewAxis, Rest, Tensor }

    readonly Kind _kind;
    readonly Bound _start;
    readonly Bound _stop;
    readonly long _step;
    readonly Tensor? _tensor;

    // A bound as written: counted from the start or the end, or left out.
    readonly record struct Bound(long Value, bool FromEnd, bool IsOpen = false)
    {
        public static readonly Bound Open = new(0, false, IsOpen: true);

        public static Bound Of(Index index) => new(index.Value, index.IsFromEnd);

        public static Bound Of(long index) => index < 0 ? new(-Math.Max(index, -long.MaxValue), true) : new(index, false);
    }

    Slice(Kind kind, Bound start = default, Bound stop = default, long step = 1, Tensor? tensor = null) =>
        (_kind, _start, _stop, _step, _tensor) = (kind, start, stop, step, tensor);

    /// <summary>One index of a dimension, which is removed; negative numbers count from the end.</summary>
    public static implicit operator Slice(int index) => (long)index;

    /// <summary>One index of a dimension, which is removed; negative numbers count from the end.</summary>
    public static implicit operator Slice(long index) => new(Kind.Index, Bound.Of(index));

    /// <summary>One index of a dimension, which is removed; <c>^1</c> is the last.</summary>
    public static implicit operator Slice(Index index) => new(Kind.Index, Bound.Of(index));

    /// <summary>A range of a dimension; ends beyond it are cut off. <c>..</c> alone stands for all dimensions left over.</summary>
    public static implicit operator Slice(Range range) =>
        range.Equals(System.Range.All) ? Ellipsis : new(Kind.Range, Bound.Of(range.Start), Bound.Of(range.End));

    /// <summary>
    /// A Bool tensor takes the elements where it is true; an integer tensor takes the elements at its indices and puts its
    /// own shape in the place of the dimension.
    /// </summary>
    public static implicit operator Slice(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return new(Kind.Tensor, tensor: tensor);
    }

    /// <summary>The elements at several indices: see the conversion from <see cref="Adjoint.Tensor"/>.</summary>
    public static implicit operator Slice(int[] indices) => (Tensor)indices;

    /// <summary>The elements at several indices: see the conversion from <see cref="Adjoint.Tensor"/>.</summary>
    public static implicit operator Slice(long[] indices) => (Tensor)indices;

    /// <summary>The elements where a mask is true: see the conversion from <see cref="Adjoint.Tensor"/>.</summary>
    public static implicit operator Slice(bool[] mask) => (Tensor)mask;

    /// <summary>One whole dimension: <c>:</c> in Python.</summary>
    public static Slice All { get; } = new(Kind.Range, Bound.Open, Bound.Open);

    /// <summary>As many whole dimensions as are left over: <c>...</c> in Python.</summary>
    public static Slice Ellipsis { get; } = new(Kind.Rest);

    /// <summary>A new dimension of size 1: <c>None</c> in Python.</summary>
    public static Slice NewAxis { get; } = new(Kind.NewAxis);

    /// <summary>Every <paramref name="step"/>-th index of a dimension: <c>::step</c> in Python.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is not positive; use Flip to go backwards.</exception>
    public static Slice Step(long step) => Range(null, null, step);

    /// <summary>
    /// Every <paramref name="step"/>-th index from <paramref name="start"/> up to, not including, <paramref name="stop"/>;
    /// negative numbers count from the end, null leaves a bound open: <c>start:stop:step</c> in Python.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is not positive; use Flip to go backwards.</exception>
    public static Slice Range(long? start, long? stop, long step = 1)
    {
        Require.Positive(nameof(Slice), step);
        return new(Kind.Range, start is { } from ? Bound.Of(from) : Bound.Open, stop is { } to ? Bound.Of(to) : Bound.Open, step);
    }

    internal bool IsIndex => _kind == Kind.Index;

    internal bool IsNewAxis => _kind == Kind.NewAxis;

    internal bool IsEllipsis => _kind == Kind.Rest;

    /// <summary>The index or mask tensor, if it is one.</summary>
    internal Tensor? Tensor => _tensor;

    /// <summary>The index within a dimension of the given size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not within the dimension.</exception>
    internal long ResolveIndex(string operation, int dim, long size)
    {
        var index = _start.FromEnd ? size - _start.Value : _start.Value;
        if (index < 0 || index >= size) throw NotWithin(operation, $"{(_start.FromEnd ? "^" : "")}{_start.Value}", dim, size);
        return index;
    }

    static ArgumentOutOfRangeException NotWithin(string operation, string index, int dim, long size) =>
        new(nameof(index), $"{operation}: index {index} is not within dimension {dim} of size {size}.");

    /// <summary>The first index, the number of indices and the step within a dimension of the given size.</summary>
    internal (long Start, long Length, long Step) ResolveRange(long size)
    {
        var start = _start.IsOpen ? 0 : Clamp(_start, size);
        var stop = _stop.IsOpen ? size : Clamp(_stop, size);
        var length = stop > start ? 1 + (stop - start - 1) / _step : 0;
        return (start, length, length > 1 ? _step : 1);
    }

    static long Clamp(Bound bound, long size) => Math.Clamp(bound.FromEnd ? size - bound.Value : bound.Value, 0, size);
}
