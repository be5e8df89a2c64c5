using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The bits of each integer moved down: ⌊x / 2ⁿ⌋; 0 or -1, as the sign is, where n is negative or not less than the number
        /// of bits. Shapes broadcast; types are promoted.
        /// </summary>
        /// <exception cref="ArgumentException">An operand is floating-point, both are Bool, or the shapes do not broadcast.</exception>
        public static Tensor operator >>(Tensor left, Tensor right) => Ops.BitwiseRightShift.Op.Apply(left, right);

        /// <summary>The bits of each integer moved down by a number of places.</summary>
        public static Tensor operator >>(Tensor left, Scalar right) => Ops.BitwiseRightShift.Op.Apply(left, right);

        /// <summary>The bits of each integer moved down, as the operator <c>&gt;&gt;</c>.</summary>
        /// <exception cref="ArgumentException">An operand is floating-point, both are Bool, or the shapes do not broadcast.</exception>
        public Tensor BitwiseRightShift(Tensor other) => Ops.BitwiseRightShift.Op.Apply(this, other);
    }
}

namespace Adjoint.Ops
{
    internal sealed record BitwiseRightShift() : IntegerBinary<BitwiseRightShift.Formula>
    {
        public static readonly BitwiseRightShift Op = new();

        public readonly record struct Formula : IIntegerFormula
        {
            // A power of two that does not fit wraps around to 0, or to the smallest number of a signed type.
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Value<V>(V a, V b) where V : struct, IReal<V>
            {
                var power = V.Pow(V.Of(2), b);
                var isFar = V.LessOrEqual(power, V.Zero);
                var sign = V.Select(V.Less(a, V.Zero), V.Of(-1), V.Zero);
                return V.Select(isFar, sign, V.FloorDivide(a, V.Select(isFar, V.One, power)));
            }
        }
    }
}
