namespace Adjoint;

/// <summary>
/// A number written where a tensor is expected. It is an ordinary zero-dimensional tensor of the literal's own type, but
/// remembers the number as written, so that 0.1 put into a <c>Float64</c> tensor is not first rounded to <c>Float32</c>,
/// and it gives way to every other operand in type promotion.
/// </summary>
internal sealed class Literal : Tensor
{
    public Literal(Scalar value) : base(Storage.Allocate(value.DType, 1), Layout.Scalar, 0, value.DType)
    {
        Value = value;
        var write = new WriteAction { Storage = Storage, Value = value };
        DType.Run(ref write);
    }

    /// <summary>The number as written.</summary>
    public Scalar Value { get; }

    /// <summary>Whether nobody changed the tensor since, so that <see cref="Value"/> is what it holds.</summary>
    public bool IsPristine => Storage.Version == 0 && DType == Value.DType;

    struct WriteAction : IDTypeAction
    {
        public required Storage Storage;
        public required Scalar Value;

        public readonly void Run<T>() where T : unmanaged =>
            System.Runtime.CompilerServices.Unsafe.As<byte, T>(ref Storage.Root) = Value.To<T>();
    }
}
