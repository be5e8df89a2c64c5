namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>All bits of each integer inverted: -x - 1; of Bool, whether it is false.</summary>
        /// <exception cref="ArgumentException">The elements are floating-point.</exception>
        public static Tensor operator ~(Tensor x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return x.DType == DType.Bool ? x.LogicalNot() : Ops.BitwiseNot.Op.Apply(x);
        }

        /// <summary>All bits of each integer inverted, as the operator <c>~</c>.</summary>
        /// <exception cref="ArgumentException">The elements are floating-point.</exception>
        public Tensor BitwiseNot() => ~this;
    }
}

namespace Adjoint.Ops
{
    internal sealed record BitwiseNot() : Unary<BitwiseNot.Formula>
    {
        public static readonly BitwiseNot Op = new();

        internal override bool IsDifferentiable => false;

        public readonly record struct Formula : IUnaryFormula
        {
            public static DTypeSet Types => DTypeSet.Integers;

            public static string? Refusal(DType dtype) => Operand.RefuseFloat(dtype, dtype);

            public V Value<V>(V x) where V : struct, IReal<V> => V.Not(x);

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => V.Zero;
        }
    }
}
