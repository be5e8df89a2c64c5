namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The bits set in both of two integers; of Bool, whether both are true. Shapes broadcast; types are promoted.</summary>
        /// <exception cref="ArgumentException">An operand is floating-point, or the shapes do not broadcast.</exception>
        public static Tensor operator &(Tensor left, Tensor right) => Ops.BitwiseAnd.Op.Apply(left, right);

        /// <summary>The bits set in both of two integers.</summary>
        public static Tensor operator &(Tensor left, Scalar right) => Ops.BitwiseAnd.Op.Apply(left, right);

        /// <summary>The bits set in both of two integers.</summary>
        public static Tensor operator &(Scalar left, Tensor right) => Ops.BitwiseAnd.Op.Apply(left, right);

        /// <summary>The bits set in both of two integers, as the operator <c>&amp;</c>.</summary>
        /// <exception cref="ArgumentException">An operand is floating-point, or the shapes do not broadcast.</exception>
        public Tensor BitwiseAnd(Tensor other) => Ops.BitwiseAnd.Op.Apply(this, other);
    }
}

namespace Adjoint.Ops
{
    internal sealed record BitwiseAnd() : IntegerBinary<BitwiseAnd.Formula>
    {
        public static readonly BitwiseAnd Op = new();

        public readonly record struct Formula : IIntegerFormula
        {
            public static string? Refusal(DType a, DType b) => Operand.RefuseFloat(a, b);

            public V Value<V>(V a, V b) where V : struct, IReal<V> => V.And(a, b);
        }
    }
}
