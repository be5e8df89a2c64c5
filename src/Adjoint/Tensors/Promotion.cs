namespace Adjoint;

/// <summary>
/// Which element type a result has: PyTorch's rules. The kinds are ordered Bool, integer, floating-point. Tensors with
/// dimensions decide; zero-dimensional tensors, and after them plain numbers, count only where their kind is higher.
/// Source: PyTorch documentation, "Tensor Attributes", type promotion.
/// </summary>
internal static class Promotion
{
    /// <summary>The smallest type both can be converted to.</summary>
    public static DType Promote(DType a, DType b)
    {
        if (a == b) return a;
        if (a == DType.Bool) return b;
        if (b == DType.Bool) return a;
        if (a.IsFloatingPoint || b.IsFloatingPoint)
        {
            if (!a.IsFloatingPoint) return b;
            if (!b.IsFloatingPoint) return a;
            if (a == DType.Float64 || b == DType.Float64) return DType.Float64;
            return DType.Float32; // Float32 with a half type, or the two half types together
        }
        // UInt8 fits into every signed type but Int8.
        if (a == DType.UInt8 && b == DType.Int8 || a == DType.Int8 && b == DType.UInt8) return DType.Int16;
        if (a == DType.UInt8) return b;
        if (b == DType.UInt8) return a;
        return a > b ? a : b;
    }

    /// <summary>The type of the result of an operation on two tensors.</summary>
    public static DType Result(Tensor a, Tensor b)
    {
        if (a.DType == b.DType) return a.DType;
        var (rankA, rankB) = (Priority(a), Priority(b));
        if (rankA == rankB) return Promote(a.DType, b.DType);
        return rankA > rankB ? Combine(a.DType, b.DType) : Combine(b.DType, a.DType);
    }

    /// <summary>The type of the result of an operation on several tensors.</summary>
    public static DType Result(ReadOnlySpan<Tensor> tensors)
    {
        Span<DType?> byPriority = [null, null, null];
        foreach (var tensor in tensors)
        {
            ref var slot = ref byPriority[Priority(tensor)];
            slot = slot is { } seen ? Promote(seen, tensor.DType) : tensor.DType;
        }
        DType? result = null;
        foreach (var lower in byPriority) // from the lowest priority up
        {
            if (lower is { } higher) result = result is { } below ? Combine(higher, below) : higher;
        }
        return result ?? DType.Float32;
    }

    /// <summary>The type of the result of an operation on a tensor and a plain number.</summary>
    public static DType Result(Tensor a, Scalar b) => Combine(a.DType, b.DType);

    /// <summary>The type of a result where <paramref name="lower"/> counts only if its kind is higher.</summary>
    public static DType Combine(DType higher, DType lower)
    {
        if (higher.IsFloatingPoint) return higher;
        return higher == DType.Bool || lower.IsFloatingPoint ? Promote(higher, lower) : higher;
    }

    static int Priority(Tensor tensor) => tensor is Literal ? 0 : tensor.Rank == 0 ? 1 : 2;
}
