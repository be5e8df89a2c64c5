namespace Adjoint.Ops;

/// <summary>What elementwise operations ask of their operands.</summary>
internal static class Operand
{
    /// <summary>The refusal of Bool where arithmetic is meant.</summary>
    public static string? RefuseBool(DType dtype) =>
        dtype == DType.Bool ? "Bool is not computed with; convert it first, with To(DType.Int64) for example." : null;

    /// <summary>The refusal of a pair of Bool operands where arithmetic is meant; beside another type they become that type.</summary>
    public static string? RefuseBool(DType a, DType b) => RefuseBool(Promotion.Promote(a, b));

    /// <summary>The refusal of floating-point numbers where bits are meant.</summary>
    public static string? RefuseFloat(DType a, DType b) =>
        a.IsFloatingPoint || b.IsFloatingPoint
        ? $"only integers and Bool have bits to combine, not {a} and {b}; convert with To(DType.Int64), or compare first."
        : null;

    /// <summary>What there is to say where one of two derivatives has no formula.</summary>
    public static string NoDerivative(string of, string instead) =>
        $"there is no formula for the derivative with respect to {of}, only for that with respect to {instead}; use Detach() on {of}.";

    /// <summary>What a division by 0 leads to where the quotient is an integer, with the name of what was called.</summary>
    public static DivideByZeroException DividedByZero(string operation, DivideByZeroException cause) =>
        new($"{operation}: an integer is divided by 0; with To(DType.Float32) first, that is infinite or NaN.", cause);

    /// <summary>Throws where there is no derivative.</summary>
    public static void CheckDerivative(string operation, string? refusal)
    {
        if (refusal is not null) throw new NotSupportedException($"{operation}: {refusal}");
    }

    /// <summary>Throws where there is a reason to. Only then is the operation asked for its name, which takes time.</summary>
    public static void Check(Primitive operation, string? refusal)
    {
        if (refusal is not null) Check(operation.Name, refusal);
    }

    /// <summary>Throws where there is a reason to.</summary>
    public static void Check(string operation, string? refusal)
    {
        if (refusal is not null) throw new ArgumentException($"{operation}: {refusal}");
    }

    /// <summary>Throws if a number written by the user does not fit into an integer type: it would wrap around to another.</summary>
    public static void Check(Primitive operation, Scalar number, DType dtype)
    {
        if (!Fits(number, dtype)) Check(operation.Name, number, dtype);
    }

    /// <inheritdoc cref="Check(Primitive, Scalar, DType)"/>
    public static void Check(string operation, Scalar number, DType dtype)
    {
        if (!Fits(number, dtype)) throw new ArgumentException(
            $"{operation}: {number} does not fit into {dtype}; convert the tensor first, " +
            "with To(DType.Int64) for example.");
    }

    /// <summary>Whether an element of the type can hold the number, apart from its fraction.</summary>
    public static bool Fits(Scalar number, DType dtype)
    {
        if (!dtype.IsInteger) return true;
        if (number.IsFloatingPoint && !(Math.Abs(number.ToDouble()) < 1L << 62)) return false;
        var value = number.ToInt64();
        return dtype switch
        {
            DType.Int8 => value is >= sbyte.MinValue and <= sbyte.MaxValue,
            DType.Int16 => value is >= short.MinValue and <= short.MaxValue,
            DType.Int32 => value is >= int.MinValue and <= int.MaxValue,
            DType.UInt8 => value is >= byte.MinValue and <= byte.MaxValue,
            _ => true,
        };
    }

    /// <summary>An operand in the type an operation is computed in.</summary>
    public static Tensor To(string operation, Tensor x, DType dtype)
    {
        if (x.DType == dtype) return x;
        if (IsNumber(x, out var number)) Check(operation, number, dtype);
        return x.To(dtype);
    }

    /// <summary>Whether the tensor is nothing but a number written where a tensor is expected.</summary>
    public static bool IsNumber(Tensor x, out Scalar number)
    {
        number = x is Literal literal ? literal.Value : default;
        return x is Literal { IsPristine: true, RequiresGrad: false };
    }
}
