using Adjoint.Cpu.Simd;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The regularized lower incomplete gamma function P(a, x) = 1/Γ(a) ∫₀ˣ tᵃ⁻¹ e⁻ᵗ dt, where a is this tensor; NaN where one
        /// of the two is negative. Shapes broadcast; types are promoted; integers become Float32. Differentiable with respect to
        /// x alone.
        /// </summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
        public Tensor Igamma(Tensor other) => Ops.Igamma.Op.Apply(this, other);

        /// <summary>
        /// The regularized upper incomplete gamma function Q(a, x) = 1 - P(a, x), exact where it is small: see <see cref="Igamma"/>.
        /// </summary>
        /// <inheritdoc cref="Igamma" path="/exception"/>
        public Tensor Igammac(Tensor other) => Ops.Igammac.Op.Apply(this, other);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Igamma() : Binary<Igamma.Formula>
    {
        public static readonly Igamma Op = new();

        /// <summary>dP/dx = xᵃ⁻¹ e⁻ˣ / Γ(a).</summary>
        public static V Density<V>(V a, V x) where V : struct, IReal<V> => V.Exp((a - V.One) * V.Log(x) - x - V.Lgamma(a));

        public readonly record struct Formula : IBinaryFormula
        {
            public static Reads LeftReads => Adjoint.Reads.Nothing;

            public static DTypeSet Types => DTypeSet.Floating;

            public static string? NoLeft => Operand.NoDerivative("a", "x");

            public V Value<V>(V a, V b) where V : struct, IReal<V> => V.Call(a, b, default(LaneMath.LowerGamma));

            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> => V.Zero;

            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => g * Density(a, b);
        }
    }

    internal sealed record Igammac() : Binary<Igammac.Formula>
    {
        public static readonly Igammac Op = new();

        public readonly record struct Formula : IBinaryFormula
        {
            public static Reads LeftReads => Adjoint.Reads.Nothing;

            public static DTypeSet Types => DTypeSet.Floating;

            public static string? NoLeft => Operand.NoDerivative("a", "x");

            public V Value<V>(V a, V b) where V : struct, IReal<V> => V.Call(a, b, default(LaneMath.UpperGamma));

            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> => V.Zero;

            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => -g * Igamma.Density(a, b);
        }
    }
}
