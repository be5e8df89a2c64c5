namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The difference of two tensors, element by element. Shapes broadcast; types are promoted.</summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast, or an operand is Bool.</exception>
        public static Tensor operator -(Tensor left, Tensor right) => Ops.Sub.Op.Apply(left, right);

        /// <summary>The difference of two tensors, element by element.</summary>
        public static Tensor operator -(Tensor left, Scalar right) => Ops.Sub.Op.Apply(left, right);

        /// <summary>The difference of two tensors, element by element.</summary>
        public static Tensor operator -(Scalar left, Tensor right) => Ops.Sub.Op.Apply(left, right);

        /// <summary>The difference of two tensors, element by element. In place: see <see cref="Fill"/>.</summary>
        public void operator -=(Tensor right) => Ops.Sub.Op.ApplyInPlace(this, right);

        /// <summary>The difference of two tensors, element by element. In place: see <see cref="Fill"/>.</summary>
        public void operator -=(Scalar right) => Ops.Sub.Op.ApplyInPlace(this, right);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Sub() : Binary<Sub.Formula>
    {
        public static readonly Sub Op = new();

        public readonly record struct Formula : IBinaryFormula
        {
            public static bool IsLight => true;

            public static Reads LeftReads => Adjoint.Reads.Nothing;

            public static Reads RightReads => Adjoint.Reads.Nothing;

            public static string? Refusal(DType a, DType b) => a == DType.Bool || b == DType.Bool
                ? "Bool is not subtracted; for the opposite of a mask use ~ or LogicalNot(), " +
                    "for the difference of two ^, for numbers To(DType.Int64)."
                : null;

            public V Value<V>(V a, V b) where V : struct, IReal<V> => a - b;

            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> => g;

            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => -g;
        }
    }
}
