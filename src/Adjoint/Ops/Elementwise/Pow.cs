using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// Each element to the power of its counterpart: xʸ. Shapes broadcast; types are promoted. The derivative with respect
        /// to x is 0 where y is 0, that with respect to y is 0 where x is 0 and y is not negative.
        /// </summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast, or both are Bool.</exception>
        public Tensor Pow(Tensor exponent)
        {
            ArgumentNullException.ThrowIfNull(exponent);
            return Ops.Operand.IsNumber(exponent, out var number) ? Pow(number) : Ops.Pow.Op.Apply(this, exponent);
        }

        /// <summary>Each element to a power: xʸ; a Float32 tensor if this one is of integers and the exponent is not.</summary>
        /// <exception cref="ArgumentException">Integers are raised to a negative integer power, or Bool to a Bool one.</exception>
        public Tensor Pow(Scalar exponent)
        {
            var dtype = Promotion.Result(this, exponent);
            Ops.Operand.Check(nameof(Pow), Ops.Operand.RefuseBool(dtype));
            Ops.Operand.Check(nameof(Pow), exponent, dtype);
            if (!dtype.IsFloatingPoint && exponent.ToInt64() < 0)
                throw new ArgumentException(
                    $"Pow: the power {exponent} of integers is no integer; write {exponent}.0, or convert with To(DType.Float32).");
            return Ops.PowNumber.Of(exponent.ToDouble()).Apply(To(dtype));
        }

        /// <summary>A number to the power of each element: xʸ.</summary>
        /// <exception cref="ArgumentException">Both are Bool.</exception>
        public static Tensor Pow(Scalar number, Tensor exponent) => Ops.Pow.Op.Apply(number, exponent);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Pow() : Binary<Pow.Formula>
    {
        public static readonly Pow Op = new();

        public readonly record struct Formula : IBinaryFormula
        {
            public static Reads LeftReads => Adjoint.Reads.First | Adjoint.Reads.Second;

            public static Reads RightReads => Adjoint.Reads.First | Adjoint.Reads.Second | Adjoint.Reads.Output;

            public static string? Refusal(DType a, DType b) => Operand.RefuseBool(a, b);

            public V Value<V>(V a, V b) where V : struct, IReal<V> => V.Pow(a, b);

            // Where the base would make 0 times infinity, or 0 times NaN, of it, any other base gives the 0 that is meant.
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V>
            {
                var isZero = V.And(V.Equal(b, V.Zero), V.Not(V.Less(V.Zero, V.Abs(a))));
                return g * (b * V.Pow(V.Select(isZero, V.One, a), b - V.One));
            }

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V>
            {
                var isZero = V.And(V.Equal(a, V.Zero), V.LessOrEqual(V.Zero, b));
                return g * (y * V.Log(V.Select(isZero, V.One, a)));
            }
        }
    }

    /// <summary>A power with a number as exponent: the common ones are products and roots.</summary>
    internal sealed record PowNumber(double Exponent) : Unary<PowNumber.Formula>(new Formula(Exponent))
    {
        static PowNumber s_last = new(2);

        /// <summary>The operation with an exponent: in a loop it is mostly the same again.</summary>
        public static PowNumber Of(double exponent) => s_last is { } last && last.Exponent.Equals(exponent) ? last : s_last = new(exponent);

        internal override string Name => nameof(Pow);

        internal override string Label => FormattableString.Invariant($"{Name} {Exponent}");

        public readonly record struct Formula(double Exponent) : IUnaryFormula
        {
            public static DTypeSet Types => DTypeSet.Numbers;

            public V Value<V>(V x) where V : struct, IReal<V> => Power(x, Exponent);

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> =>
                Exponent == 0 ? V.Zero : g * (V.Of(Exponent) * Power(x, Exponent - 1));

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            static V Power<V>(V x, double exponent) where V : struct, IReal<V> => exponent switch
            {
                -2 => Square(V.One / x),
                -1 => V.One / x,
                -0.5 => V.One / V.Sqrt(x),
                0 => V.One,
                0.5 => V.Sqrt(x),
                1 => x,
                2 => Square(x),
                3 => x * x * x,
                _ => V.Pow(x, V.Of(exponent)),
            };

            static V Square<V>(V x) where V : struct, IReal<V> => x * x;
        }
    }
}
