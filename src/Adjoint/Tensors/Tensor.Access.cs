using System.Runtime.CompilerServices;

namespace Adjoint;

public partial class Tensor
{
    /// <summary>The only element, as a <see cref="double"/>: <c>loss.Item()</c>.</summary>
    /// <exception cref="InvalidOperationException">There is not exactly one element.</exception>
    public double Item() => Item<double>();

    /// <summary>The only element, converted to <typeparamref name="T"/> as <see cref="To(DType)"/> converts.</summary>
    /// <exception cref="InvalidOperationException">There is not exactly one element.</exception>
    /// <exception cref="NotSupportedException">No element type is a <typeparamref name="T"/>.</exception>
    public T Item<T>() where T : unmanaged
    {
        if (Count != 1)
            throw new InvalidOperationException(
                $"Item: a tensor of shape {Shape} holds {Count} elements, not one; index it first, or use ToArray<T>().");
        DTypeSwitch.Of<T>();
        var read = new ReadAction<T> { Tensor = this };
        DType.Run(ref read);
        return read.Value;
    }

    /// <summary>
    /// A copy of all elements in row-major order, converted to <typeparamref name="T"/> as <see cref="To(DType)"/> converts.
    /// </summary>
    /// <exception cref="InvalidOperationException">There are more elements than an array can hold.</exception>
    /// <exception cref="NotSupportedException">No element type is a <typeparamref name="T"/>.</exception>
    public T[] ToArray<T>() where T : unmanaged
    {
        var dtype = DTypeSwitch.Of<T>();
        if (Count > Array.MaxLength)
            throw new InvalidOperationException(
                $"ToArray: {Count} elements do not fit into an array; take parts of the tensor with Narrow.");
        var elements = GC.AllocateUninitializedArray<T>((int)Count);
        if (Count > 0) new Tensor(Storage.Of(elements), _layout.AsContiguous(), 0, dtype).Write(this);
        return elements;
    }

    struct ReadAction<TTo> : IDTypeAction where TTo : unmanaged
    {
        public required Tensor Tensor;
        public TTo Value;

        public void Run<T>() where T : unmanaged =>
            Value = Cpu.Convert.To<T, TTo>(Unsafe.As<byte, T>(ref Tensor.GetPinnableReference()));
    }
}
