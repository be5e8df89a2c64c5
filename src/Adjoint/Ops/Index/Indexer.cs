using System.Runtime.CompilerServices;

namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// Part of the tensor: <c>x[1]</c>, <c>x[^1]</c>, <c>x[.., 1..3]</c>, <c>x[Slice.NewAxis]</c>, <c>x[x &gt; 0]</c>,
    /// <c>x[idx, Slice.Step(2)]</c>. Each index stands for a dimension, from the first on; those left over are taken whole.
    /// <list type="bullet">
    /// <item>A number takes one index and removes the dimension; <c>^1</c> or -1 is the last.</item>
    /// <item>A range, with or without steps, takes a part; ends beyond the dimension are cut off.</item>
    /// <item><c>..</c> (or <see cref="Slice.Ellipsis"/>) stands for as many whole dimensions as are left over; a second one,
    /// like <see cref="Slice.All"/>, for a single whole dimension.</item>
    /// <item><see cref="Slice.NewAxis"/> inserts a dimension of size 1.</item>
    /// <item>An integer tensor takes the elements at its indices; its own shape stands in the place of the dimension. Several
    /// broadcast, and are read together: <c>x[rows, columns]</c> is a list of elements. If anything stands between them their
    /// common shape comes first. Negative indices count from the end.</item>
    /// <item>A Bool tensor stands for as many dimensions as it has and takes the elements where it is true.</item>
    /// </list>
    /// Getting returns a view as long as there is neither an integer nor a Bool tensor, and a copy otherwise; gradients flow
    /// through both. Setting writes in place: values broadcast and are converted; where an element is named several times,
    /// the last value wins; on tensors that require gradients use <see cref="IndexPut"/> instead.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is not within its dimension.</exception>
    /// <exception cref="ArgumentException">There are too many indices, an index is of a wrong type, a mask has not the shape
    /// of the dimensions it stands for, index tensors or values do not broadcast.</exception>
    /// <exception cref="InvalidOperationException">Set on a tensor that is part of a graph, or whose memory is shared by several
    /// of its elements.</exception>
    [IndexerName("At")]
    public Tensor this[params ReadOnlySpan<Slice> indices]
    {
        get => new Ops.Selection("Index", this, indices).Get();
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            new Ops.Selection("Index assignment", this, indices).Set(value);
        }
    }
}
