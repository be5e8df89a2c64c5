namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The bits of each integer moved up: x 2ⁿ, wrapping around; 0 where n is negative or not less than the number of bits.
        /// Shapes broadcast; types are promoted.
        /// </summary>
        /// <exception cref="ArgumentException">An operand is floating-point, both are Bool, or the shapes do not broadcast.</exception>
        public static Tensor operator <<(Tensor left, Tensor right) => Ops.BitwiseLeftShift.Op.Apply(left, right);

        /// <summary>The bits of each integer moved up by a number of places.</summary>
        public static Tensor operator <<(Tensor left, Scalar right) => Ops.BitwiseLeftShift.Op.Apply(left, right);

        /// <summary>The bits of each integer moved up, as the operator <c>&lt;&lt;</c>.</summary>
        /// <exception cref="ArgumentException">An operand is floating-point, both are Bool, or the shapes do not broadcast.</exception>
        public Tensor BitwiseLeftShift(Tensor other) => Ops.BitwiseLeftShift.Op.Apply(this, other);
    }
}

namespace Adjoint.Ops
{
    internal sealed record BitwiseLeftShift() : IntegerBinary<BitwiseLeftShift.Formula>
    {
        public static readonly BitwiseLeftShift Op = new();

        public readonly record struct Formula : IIntegerFormula
        {
            public V Value<V>(V a, V b) where V : struct, IReal<V> => a * V.Pow(V.Of(2), b);
        }
    }
}
