namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// Whether each element of <paramref name="a"/> is close to its counterpart in <paramref name="b"/>:
    /// |a - b| ≤ atol + rtol |b|; a Bool tensor. Equal infinities are close, other infinities are not. Shapes broadcast.
    /// Integers are compared in Float64.
    /// </summary>
    /// <param name="a">The tensor to judge.</param>
    /// <param name="b">The tensor it should be close to.</param>
    /// <param name="rtol">How far apart they may be, in multiples of |b|.</param>
    /// <param name="atol">How far apart they may be besides.</param>
    /// <param name="equalNan">Whether NaN is close to NaN.</param>
    /// <exception cref="ArgumentException">The types differ, or the shapes do not broadcast.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A tolerance is negative.</exception>
    public static Tensor IsClose(Tensor a, Tensor b, double rtol = 1e-5, double atol = 1e-8, bool equalNan = false)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        Require.NotNegative(nameof(IsClose), rtol);
        Require.NotNegative(nameof(IsClose), atol);
        if (a.DType != b.DType) throw new ArgumentException(
            $"IsClose: the types {a.DType} and {b.DType} differ; convert one with " +
            $"To(DType.{Promotion.Promote(a.DType, b.DType)}).");
        using var plain = Autograd.NoGrad();
        var close = a.Eq(b);
        if (equalNan) close = LogicalOr(close, LogicalAnd(a.IsNaN(), b.IsNaN()));
        if (!a.DType.IsFloatingPoint) (a, b) = (a.To(DType.Float64), b.To(DType.Float64));
        var distance = (a - b).Abs();
        var isWithin = LogicalAnd(distance.Lt(double.PositiveInfinity), distance.Le((b * rtol).Abs() + atol));
        return LogicalOr(close, isWithin);
    }

    /// <summary>
    /// Whether every element of <paramref name="a"/> is close to its counterpart in <paramref name="b"/>: see <see cref="IsClose"/>.
    /// </summary>
    /// <inheritdoc cref="IsClose"/>
    public static bool AllClose(Tensor a, Tensor b, double rtol = 1e-5, double atol = 1e-8, bool equalNan = false) =>
        !IsClose(a, b, rtol, atol, equalNan).LogicalNot().Any().Item<bool>();
}
