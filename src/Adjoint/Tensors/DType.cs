namespace Adjoint;

/// <summary>The element type of a <see cref="Tensor"/>.</summary>
public enum DType : byte
{
    /// <summary>32-bit IEEE floating point (<see cref="float"/>): the default.</summary>
    Float32,

    /// <summary>64-bit IEEE floating point (<see cref="double"/>).</summary>
    Float64,

    /// <summary>16-bit IEEE floating point (<see cref="Half"/>); arithmetic is done in <see cref="Float32"/>.</summary>
    Float16,

    /// <summary>16-bit brain floating point (<see cref="Adjoint.BFloat16"/>); arithmetic is done in <see cref="Float32"/>.</summary>
    BFloat16,

    /// <summary>8-bit signed integer (<see cref="sbyte"/>).</summary>
    Int8,

    /// <summary>16-bit signed integer (<see cref="short"/>).</summary>
    Int16,

    /// <summary>32-bit signed integer (<see cref="int"/>).</summary>
    Int32,

    /// <summary>64-bit signed integer (<see cref="long"/>): the type of indices.</summary>
    Int64,

    /// <summary>8-bit unsigned integer (<see cref="byte"/>).</summary>
    UInt8,

    /// <summary>Truth value (<see cref="bool"/>), one byte each.</summary>
    Bool,
}

/// <summary>Facts about element types.</summary>
public static class DTypeExtensions
{
    // One digit for each type, the first one last: looked up for every operand of every operation.
    const long Sizes = 0x11_8421_2284;

    extension(DType dtype)
    {
        /// <summary>The number of bytes one element takes.</summary>
        public int ItemSize => (int)(Sizes >> 4 * (int)dtype) & 0xF;

        /// <summary>Whether elements are floating-point numbers; only such tensors can have gradients.</summary>
        public bool IsFloatingPoint => dtype <= DType.BFloat16;

        /// <summary>Whether elements are 16-bit floating-point numbers, which compute in <see cref="DType.Float32"/>.</summary>
        public bool IsHalf => dtype is DType.Float16 or DType.BFloat16;

        /// <summary>Whether elements are integers (<see cref="DType.Bool"/> is not counted).</summary>
        public bool IsInteger => dtype is >= DType.Int8 and <= DType.UInt8;

        /// <summary>This type if it is floating-point, otherwise the default, <see cref="DType.Float32"/>.</summary>
        internal DType Floating => dtype.IsFloatingPoint ? dtype : DType.Float32;

        /// <summary>The type arithmetic is done in: <see cref="DType.Float32"/> for the half types, otherwise this one.</summary>
        internal DType Widened => dtype.IsHalf ? DType.Float32 : dtype;

        /// <summary>The type numbers are compared in: as with arithmetic, and <see cref="DType.UInt8"/> for truth values.</summary>
        internal DType Ordered => dtype == DType.Bool ? DType.UInt8 : dtype.Widened;
    }
}
