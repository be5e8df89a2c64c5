namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The sum x + <paramref name="alpha"/> y, element by element; a plain sum if alpha is left out. Shapes broadcast;
        /// types are promoted.
        /// </summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast, or alpha has a fraction and neither tensor
        /// is floating-point.</exception>
        public Tensor Add(Tensor other, Scalar? alpha = null) =>
            alpha is { } scale ? Ops.AddScaled.Apply(this, other, scale, 1) : this + other;

        /// <summary>
        /// The difference x - <paramref name="alpha"/> y, element by element; a plain difference if alpha is left out. Shapes
        /// broadcast; types are promoted.
        /// </summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast, an operand is Bool, or alpha has a fraction and
        /// neither tensor is floating-point.</exception>
        public Tensor Sub(Tensor other, Scalar? alpha = null) =>
            alpha is { } scale ? Ops.AddScaled.Apply(this, other, scale, -1) : this - other;
    }
}

namespace Adjoint.Ops
{
    internal sealed record AddScaled(double Alpha) : Binary<AddScaled.Formula>(new Formula(Alpha))
    {
        internal override string Name => nameof(Add);

        /// <summary>x + sign alpha y.</summary>
        public static Tensor Apply(Tensor x, Tensor y, Scalar alpha, int sign)
        {
            ArgumentNullException.ThrowIfNull(y);
            if (sign < 0) Operand.Check(nameof(Sub), Sub.Formula.Refusal(x.DType, y.DType));
            if (alpha.IsFloatingPoint && !Promotion.Result(x, y).IsFloatingPoint)
                throw new ArgumentException(
                    $"{nameof(Add)}: integers cannot be scaled by alpha = {alpha}; convert one operand with To(DType.Float32).");
            return new AddScaled(sign * alpha.ToDouble()).Apply(x, y);
        }

        public readonly record struct Formula(double Alpha) : IBinaryFormula
        {
            public static bool IsLight => true;

            public static Reads LeftReads => Adjoint.Reads.Nothing;

            public static Reads RightReads => Adjoint.Reads.Nothing;

            public V Value<V>(V a, V b) where V : struct, IReal<V> => a + V.Of(Alpha) * b;

            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> => g;

            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => g * V.Of(Alpha);
        }
    }
}
