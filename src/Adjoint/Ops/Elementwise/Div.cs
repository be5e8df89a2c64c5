namespace Adjoint
{
    /// <summary>What is done to a quotient.</summary>
    public enum RoundingMode
    {
        /// <summary>Nothing; integers become Float32 first.</summary>
        None,

        /// <summary>It is rounded towards zero, as C# divides integers.</summary>
        Trunc,

        /// <summary>It is rounded down, as Python's <c>//</c> does.</summary>
        Floor,
    }

    public partial class Tensor
    {
        /// <summary>
        /// The quotient of two tensors, element by element; integers become Float32 first. Shapes broadcast; types are promoted.
        /// </summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
        public static Tensor operator /(Tensor left, Tensor right) => Ops.Div.Op.Apply(left, right);

        /// <summary>The quotient of two tensors, element by element; integers become Float32 first.</summary>
        public static Tensor operator /(Tensor left, Scalar right) => Ops.Div.Op.Apply(left, right);

        /// <summary>The quotient of two tensors, element by element; integers become Float32 first.</summary>
        public static Tensor operator /(Scalar left, Tensor right) => Ops.Div.Op.Apply(left, right);

        /// <summary>
        /// The quotient of two tensors, element by element; integers become Float32 first. In place: see <see cref="Fill"/>.
        /// </summary>
        public void operator /=(Tensor right) => Ops.Div.Op.ApplyInPlace(this, right);

        /// <summary>
        /// The quotient of two tensors, element by element; integers become Float32 first. In place: see <see cref="Fill"/>.
        /// </summary>
        public void operator /=(Scalar right) => Ops.Div.Op.ApplyInPlace(this, right);

        /// <summary>
        /// The quotient of two tensors, element by element. Shapes broadcast; types are promoted. A rounded quotient keeps
        /// integers as they are, and has the derivative 0.
        /// </summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast, or both are Bool and the quotient is rounded.</exception>
        /// <exception cref="DivideByZeroException">An integer is divided by 0 and the quotient rounded.</exception>
        public Tensor Div(Tensor other, RoundingMode rounding = RoundingMode.None) => rounding switch
        {
            RoundingMode.None => this / other,
            RoundingMode.Trunc => Ops.DivTrunc.Op.Apply(this, other),
            RoundingMode.Floor => FloorDivide(other),
            _ => throw new ArgumentOutOfRangeException(nameof(rounding), rounding, "Div: there is no such rounding mode."),
        };
    }
}

namespace Adjoint.Ops
{
    internal sealed record Div() : Binary<Div.Formula>
    {
        public static readonly Div Op = new();

        public readonly record struct Formula : IBinaryFormula
        {
            public static Reads LeftReads => Adjoint.Reads.Second;

            public static Reads RightReads => Adjoint.Reads.Second | Adjoint.Reads.Output;

            public static DTypeSet Types => DTypeSet.Floating;

            public V Value<V>(V a, V b) where V : struct, IReal<V> => a / b;

            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> => g / b;

            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => -g * (y / b);
        }
    }

    internal sealed record DivTrunc() : Binary<DivTrunc.Formula>
    {
        public static readonly DivTrunc Op = new();

        public readonly record struct Formula : IBinaryFormula
        {
            public static Reads LeftReads => Adjoint.Reads.Nothing;

            public static Reads RightReads => Adjoint.Reads.Nothing;

            public static string? Refusal(DType a, DType b) => Operand.RefuseBool(a, b);

            public V Value<V>(V a, V b) where V : struct, IReal<V> => V.Truncate(a / b);

            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> => V.Zero;

            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => V.Zero;
        }
    }
}
