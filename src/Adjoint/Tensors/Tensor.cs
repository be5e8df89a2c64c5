using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>
/// A multi-dimensional array of numbers that remembers how it was made. Tensors hold <see cref="Data"/> and, where asked
/// for with <see cref="RequiresGrad"/>, after <see cref="Backward"/> the gradient of a loss with respect to them in
/// <see cref="Grad"/>.
/// </summary>
/// <remarks>
/// Tensors are ordinary objects: there is nothing to dispose, though a <see cref="TensorScope"/> gives memory back sooner.
/// Slices, transposes and other views share the memory of the tensor they were taken from. Reading from several threads is safe;
/// writing in place is not.
/// </remarks>
[CollectionBuilder(typeof(Tensor), nameof(FromElements))]
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public partial class Tensor
{
    Storage _storage;
    Layout _layout;
    long _offset;
    DType _dtype;

    internal Tensor(Storage storage, Layout layout, long offset, DType dtype)
    {
        _storage = storage;
        _layout = layout;
        _offset = offset;
        _dtype = dtype;
    }

    /// <summary>A tensor of fresh memory with arbitrary content.</summary>
    internal static Tensor Allocate(Layout layout, DType dtype) =>
        new(Storage.Allocate(dtype, layout.Count), layout.AsContiguous(), 0, dtype);

    /// <summary>A tensor of fresh memory with arbitrary content.</summary>
    internal static Tensor Allocate(Spec spec) => Allocate(spec.Layout, spec.DType);

    /// <summary>The sizes of the dimensions.</summary>
    public Shape Shape => _layout.Shape;

    /// <summary>For each dimension, the distance in memory from one index to the next, in elements; 0 where one is repeated.</summary>
    public ReadOnlySpan<long> Strides => _layout.Strides;

    /// <summary>The position of the first element in the memory shared with other views, in elements.</summary>
    public long StorageOffset => _offset;

    /// <summary>The number of dimensions; 0 for a single number.</summary>
    public int Rank => _layout.Rank;

    /// <summary>The number of elements.</summary>
    public long Count => _layout.Count;

    /// <summary>The type of the elements.</summary>
    public DType DType => _dtype;

    /// <summary>Where the memory lies.</summary>
    public Device Device => Device.Cpu;

    /// <summary>Whether the elements lie one after the other in row-major order.</summary>
    public bool IsContiguous => _layout.IsContiguous;

    /// <summary>The size of one dimension; negative numbers count from the end.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public long Size(int dim) => _layout.Sizes[Dim.WrapSized(dim, Rank)];

    internal Layout Layout => _layout;

    internal Storage Storage => _storage;

    internal Spec Spec => new(_layout, _dtype);

    /// <summary>The same memory read through another layout.</summary>
    internal Tensor Alias(Layout layout, long offset) => new(_storage, layout, offset, _dtype);

    /// <summary>The first element's first byte, for <c>fixed</c>: kernels work on pointers.</summary>
    internal ref byte GetPinnableReference() => ref Unsafe.AddByteOffset(ref _storage.Root, (nint)(_offset * _dtype.ItemSize));
}
