namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The negative of each element: -x.</summary>
        /// <exception cref="ArgumentException">The elements are Bool.</exception>
        public Tensor Neg() => Ops.Neg.Op.Apply(this);

        /// <summary>The negative of each element: -x.</summary>
        /// <exception cref="ArgumentException">The elements are Bool.</exception>
        public static Tensor operator -(Tensor x) => Ops.Neg.Op.Apply(x);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Neg() : Unary<Neg.Formula>
    {
        public static readonly Neg Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public static bool IsLight => true;

            public static Reads Reads => Adjoint.Reads.Nothing;

            public static DTypeSet Types => DTypeSet.Numbers;

            public static string? Refusal(DType dtype) =>
                dtype == DType.Bool ? "a Bool tensor has no negative; for the opposite use ~ or LogicalNot()." : null;

            public V Value<V>(V x) where V : struct, IReal<V> => -x;

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => -g;
        }
    }
}
