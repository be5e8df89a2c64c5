using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The nearest integer to each element, halves to even. Integers stay as they are. The derivative is 0.</summary>
        /// <exception cref="ArgumentException">The elements are Bool.</exception>
        public Tensor Round() => Ops.Round.Op.Apply(this);

        /// <summary>
        /// Each element rounded to a number of decimals, halves to even: round(x 10ᵈ) / 10ᵈ. Negative numbers round to tens,
        /// hundreds and so on. Integers become Float32. The derivative is 0.
        /// </summary>
        public Tensor Round(int decimals) => decimals == 0 ? Round() : new Ops.RoundDecimals(decimals).Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Round() : Unary<Round.Formula>
    {
        public static readonly Round Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public static Reads Reads => Adjoint.Reads.Nothing;

            public static DTypeSet Types => DTypeSet.Numbers;

            public static string? Refusal(DType dtype) => Operand.RefuseBool(dtype);

            public V Value<V>(V x) where V : struct, IReal<V> => V.Round(x);

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => V.Zero;
        }
    }

    internal sealed record RoundDecimals(int Decimals) : Unary<RoundDecimals.Formula>(new Formula(Decimals))
    {
        internal override string Name => nameof(Round);

        public readonly record struct Formula(int Decimals) : IUnaryFormula
        {
            public static Reads Reads => Adjoint.Reads.Nothing;

            // A negative power of ten has no exact reciprocal, so it is divided by instead.
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Value<V>(V x) where V : struct, IReal<V>
            {
                var scale = V.Of(Math.Pow(10, Math.Abs((double)Decimals)));
                return Decimals > 0 ? V.Round(x * scale) / scale : V.Round(x / scale) * scale;
            }

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => V.Zero;
        }
    }
}
