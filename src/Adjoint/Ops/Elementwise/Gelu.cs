using System.Runtime.CompilerServices;

namespace Adjoint
{
    /// <summary>How <see cref="Tensor.Gelu"/> is computed.</summary>
    public enum GeluApproximation
    {
        /// <summary>Exactly, with the error function.</summary>
        None,

        /// <summary>With a hyperbolic tangent of a cubic, which differs by up to 0.0005.</summary>
        Tanh,
    }

    public partial class Tensor
    {
        /// <summary>
        /// The Gaussian error linear unit of each element: x Φ(x) with the normal distribution Φ(x) = (1 + erf(x / √2)) / 2, or
        /// its approximation x (1 + tanh(√(2/π) (x + 0.044715 x³))) / 2. Source: Hendrycks and Gimpel, "Gaussian Error Linear
        /// Units", 2016.
        /// </summary>
        public Tensor Gelu(GeluApproximation approximate = GeluApproximation.None) => approximate switch
        {
            GeluApproximation.None => Ops.Gelu.Op.Apply(this),
            GeluApproximation.Tanh => Ops.GeluTanh.Op.Apply(this),
            _ => throw new ArgumentOutOfRangeException(nameof(approximate), approximate, "Gelu: there is no such approximation."),
        };
    }
}

namespace Adjoint.Ops
{
    internal sealed record Gelu() : Unary<Gelu.Formula>
    {
        public static readonly Gelu Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public V Value<V>(V x) where V : struct, IReal<V> => V.Gelu(x);

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> =>
                g * (V.NormalCdf(x) + x * V.Exp(x * x * V.Of(-0.5)) * V.Of(0.39894228040143267794));
        }
    }

    internal sealed record GeluTanh() : Unary<GeluTanh.Formula>
    {
        public static readonly GeluTanh Op = new();

        internal override string Name => nameof(Gelu);

        public readonly record struct Formula : IUnaryFormula
        {
            const double Factor = 0.79788456080286535588; // √(2/π)
            const double Cubic = 0.044715;

            // (1 + tanh z) / 2 is the logistic function of 2z.
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Value<V>(V x) where V : struct, IReal<V> => x * V.Sigmoid(Exponent(Bend(x)));

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V>
            {
                var bend = Bend(x);
                var tanh = V.Tanh(Exponent(bend) * V.Of(0.5));
                var slope = V.Of(Factor) * (V.One + V.Of(3 * Cubic) * bend * bend);
                return g * (V.Of(0.5) * (V.One + tanh) + V.Of(0.5) * x * (V.One - tanh * tanh) * slope);
            }

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            static V Exponent<V>(V bend) where V : struct, IReal<V> =>
                V.Of(2 * Factor) * (bend + V.Of(Cubic) * bend * bend * bend);

            // Beyond 40 the gate is 0 or 1 in every type; 0 times the overflow of the cubic would be NaN.
            static V Bend<V>(V x) where V : struct, IReal<V> => V.Max(V.Min(x, V.Of(40)), V.Of(-40));
        }
    }
}
