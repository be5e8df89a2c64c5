namespace Adjoint.Ops;

/// <summary>The ends of an element type: what the largest and the smallest of no elements are.</summary>
internal static class Limits
{
    /// <summary>-∞, or the smallest integer.</summary>
    public static Scalar Least(DType dtype) => dtype switch
    {
        _ when dtype.IsFloatingPoint => (Scalar)double.NegativeInfinity,
        DType.UInt8 or DType.Bool => 0,
        _ => -1L << (8 * dtype.ItemSize - 1),
    };

    /// <summary>∞, or the largest integer.</summary>
    public static Scalar Most(DType dtype) => dtype switch
    {
        _ when dtype.IsFloatingPoint => (Scalar)double.PositiveInfinity,
        DType.UInt8 => 255,
        DType.Bool => 1,
        _ => ~(-1L << (8 * dtype.ItemSize - 1)),
    };
}
