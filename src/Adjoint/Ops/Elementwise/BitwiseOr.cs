namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The bits set in either of two integers; of Bool, whether either is true. Shapes broadcast; types are promoted.
        /// </summary>
        /// <exception cref="ArgumentException">An operand is floating-point, or the shapes do not broadcast.</exception>
        public static Tensor operator |(Tensor left, Tensor right) => Ops.BitwiseOr.Op.Apply(left, right);

        /// <summary>The bits set in either of two integers.</summary>
        public static Tensor operator |(Tensor left, Scalar right) => Ops.BitwiseOr.Op.Apply(left, right);

        /// <summary>The bits set in either of two integers.</summary>
        public static Tensor operator |(Scalar left, Tensor right) => Ops.BitwiseOr.Op.Apply(left, right);

        /// <summary>The bits set in either of two integers, as the operator <c>|</c>.</summary>
        /// <exception cref="ArgumentException">An operand is floating-point, or the shapes do not broadcast.</exception>
        public Tensor BitwiseOr(Tensor other) => Ops.BitwiseOr.Op.Apply(this, other);
    }
}

namespace Adjoint.Ops
{
    internal sealed record BitwiseOr() : IntegerBinary<BitwiseOr.Formula>
    {
        public static readonly BitwiseOr Op = new();

        public readonly record struct Formula : IIntegerFormula
        {
            public static string? Refusal(DType a, DType b) => Operand.RefuseFloat(a, b);

            public V Value<V>(V a, V b) where V : struct, IReal<V> => V.Or(a, b);
        }
    }
}
