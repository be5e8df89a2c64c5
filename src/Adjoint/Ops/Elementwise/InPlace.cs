using Adjoint.Cpu.Loops;
using Adjoint.Ops;

namespace Adjoint;

public partial class Tensor
{
    /// <summary>Sets every element to 0, in place: see <see cref="Fill"/>. Returns this tensor.</summary>
    public Tensor Zero() => Fill(0);

    /// <summary>
    /// Sets every element to <paramref name="value"/>, in place. Like everything that changes a tensor in place, this works
    /// on tensors without gradients, and inside <see cref="Autograd.NoGrad"/> on leaves; views of the tensor change with it,
    /// and a backward pass that would read the old numbers notices. Returns this tensor.
    /// </summary>
    /// <exception cref="InvalidOperationException">The tensor is part of a graph, or one element of its memory stands for
    /// several of its own (after <c>Expand</c>).</exception>
    public unsafe Tensor Fill(Scalar value)
    {
        CheckInPlace(nameof(Fill));
        var fill = new FillAction { Tensor = this, Value = value };
        DType.Run(ref fill);
        Storage.Version++;
        return this;
    }

    /// <summary>
    /// Sets the elements of the main diagonal to <paramref name="value"/>, in place: see <see cref="Fill"/>. Of more than two
    /// dimensions all must be equal, and the diagonal has all indices equal. Returns this tensor.
    /// </summary>
    /// <exception cref="ArgumentException">The tensor has fewer than two dimensions, or more than two that differ.</exception>
    public Tensor FillDiagonal(Scalar value)
    {
        CheckInPlace(nameof(FillDiagonal));
        var sizes = _layout.Sizes;
        if (sizes.Length < 2 || sizes.Length > 2 && sizes.Any(size => size != sizes[0]))
            throw new ArgumentException($"FillDiagonal: a matrix or a tensor of equal sizes is needed, not shape {Shape}.");
        Alias(new([sizes.Min()], [_layout.Strides.Sum()]), _offset).Fill(value);
        return this;
    }

    /// <summary>
    /// Overwrites the elements with those of <paramref name="source"/>, broadcast and converted, in place: see <see cref="Fill"/>.
    /// Returns this tensor.
    /// </summary>
    /// <exception cref="ArgumentException">The source does not broadcast to this tensor's shape.</exception>
    public Tensor CopyFrom(Tensor source)
    {
        ArgumentNullException.ThrowIfNull(source);
        CheckInPlace(nameof(CopyFrom), source);
        WriteResult(nameof(CopyFrom), source);
        return this;
    }

    /// <summary>Adds without recording, for gradients.</summary>
    internal void AddInPlace(Tensor other)
    {
        if (other.SharesMemoryDifferently(this)) other = other.Copy();
        Ops.Add.Op.EvaluateInto(this, this, other);
    }

    /// <summary>Copies the elements of <paramref name="source"/>, which broadcasts, without any check but memory overlap.</summary>
    internal void Write(Tensor source)
    {
        if (source is Literal { IsPristine: true } literal)
        {
            var fill = new FillAction { Tensor = this, Value = literal.Value };
            DType.Run(ref fill);
            return;
        }
        Ops.Elementwise.Convert(this, source.SharesMemoryDifferently(this) ? source.Copy() : source);
    }

    /// <summary>Writes the result of an operation over this tensor.</summary>
    internal void WriteResult(string operation, Tensor result)
    {
        if (Broadcast.Sizes(_layout.Sizes, result._layout.Sizes) is not { } sizes || !sizes.AsSpan().SequenceEqual(_layout.Sizes))
            throw new ArgumentException($"{operation}: a tensor of shape {result.Shape} cannot be written into one of shape {Shape}.");
        if (result.DType.IsFloatingPoint && !DType.IsFloatingPoint && operation is not nameof(CopyFrom))
            throw new InvalidOperationException(
                $"{operation}: the result is {result.DType} and does not fit into a tensor of {DType}; write x = x {operation} ... " +
                "instead of changing x in place.");
        Write(result);
        Storage.Version++;
    }

    /// <summary>Whether the elements of both are the same, one by one, in memory.</summary>
    internal bool IsSameView(Tensor other) =>
        ReferenceEquals(_storage, other._storage) && _offset == other._offset && _dtype == other._dtype
        && _layout.HasSizesOf(other._layout) && Strides.SequenceEqual(other.Strides);

    /// <summary>Whether the memory of this tensor and <paramref name="other"/> overlaps, but not element by element.</summary>
    internal bool SharesMemoryDifferently(Tensor other) =>
        ReferenceEquals(_storage, other._storage) && !IsSameView(other)
        && _offset < other._offset + other._layout.Extent && other._offset < _offset + _layout.Extent;

    /// <summary>Throws if this tensor cannot be changed in place, or not by <paramref name="operand"/>.</summary>
    internal void CheckInPlace(Primitive operation, Tensor? operand = null)
    {
        if (_layout.Repeats || GradMode.IsEnabled && (RequiresGrad || operand is { RequiresGrad: true }))
            CheckInPlace(operation.Name, operand);
    }

    /// <summary>Throws if this tensor cannot be changed in place, or not by <paramref name="operand"/>.</summary>
    internal void CheckInPlace(string operation, Tensor? operand = null, string instead = "write y = y ... for a new tensor")
    {
        if (GradMode.IsEnabled && RequiresGrad)
        {
            throw new InvalidOperationException(IsLeaf
                ? $"{operation}: a leaf that requires gradients cannot be changed in place while the graph is recorded; " +
                    $"do it inside using (Autograd.NoGrad()), or {instead}."
                : $"{operation}: the result of a recorded operation ({GradFn}) cannot be changed in place; {instead}.");
        }
        if (GradMode.IsEnabled && operand is { RequiresGrad: true })
        {
            throw new InvalidOperationException(
                $"{operation}: changing a tensor in place by one that requires gradients would lose the graph; {instead}, " +
                "or use operand.Detach().");
        }
        if (_layout.Repeats)
            throw new InvalidOperationException(
                $"{operation}: one element of this tensor's memory stands for several (strides [{string.Join(", ", _layout.Strides)}], " +
                "as after Expand); change a Clone() instead.");
    }

    // Up to this many elements lie in the cache, and a fill of contiguous ones needs no plan and no threads.
    const int SmallFill = 32768;

    unsafe struct FillAction : IDTypeAction
    {
        public required Tensor Tensor;
        public required Scalar Value;

        public readonly void Run<T>() where T : unmanaged
        {
            fixed (byte* pointer = Tensor)
            {
                if (Tensor.IsContiguous && Tensor.Count <= SmallFill)
                {
                    new Span<T>(pointer, (int)Tensor.Count).Fill(Value.To<T>());
                    return;
                }
                using var walk = new Walk(Tensor._layout.Sizes, 1);
                walk.Operand(0, pointer, Tensor);
                walk.Run(new FillRow<T>(Value.To<T>()));
            }
        }
    }
}
