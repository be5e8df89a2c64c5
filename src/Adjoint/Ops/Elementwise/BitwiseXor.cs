namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The bits set in exactly one of two integers; of Bool, whether exactly one is true. Shapes broadcast; types are promoted.
        /// </summary>
        /// <exception cref="ArgumentException">An operand is floating-point, or the shapes do not broadcast.</exception>
        public static Tensor operator ^(Tensor left, Tensor right) => Ops.BitwiseXor.Op.Apply(left, right);

        /// <summary>The bits set in exactly one of two integers.</summary>
        public static Tensor operator ^(Tensor left, Scalar right) => Ops.BitwiseXor.Op.Apply(left, right);

        /// <summary>The bits set in exactly one of two integers.</summary>
        public static Tensor operator ^(Scalar left, Tensor right) => Ops.BitwiseXor.Op.Apply(left, right);

        /// <summary>The bits set in exactly one of two integers, as the operator <c>^</c>.</summary>
        /// <exception cref="ArgumentException">An operand is floating-point, or the shapes do not broadcast.</exception>
        public Tensor BitwiseXor(Tensor other) => Ops.BitwiseXor.Op.Apply(this, other);
    }
}

namespace Adjoint.Ops
{
    internal sealed record BitwiseXor() : IntegerBinary<BitwiseXor.Formula>
    {
        public static readonly BitwiseXor Op = new();

        public readonly record struct Formula : IIntegerFormula
        {
            public static string? Refusal(DType a, DType b) => Operand.RefuseFloat(a, b);

            public V Value<V>(V a, V b) where V : struct, IReal<V> => V.And(V.Or(a, b), V.Not(V.And(a, b)));
        }
    }
}
