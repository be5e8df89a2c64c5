using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The exponential linear unit of each element: x above 0, <paramref name="alpha"/> (eˣ - 1) otherwise.</summary>
        public Tensor Elu(double alpha = 1) => new Ops.Elu(alpha, 1, 1).Apply(this);

        /// <summary>
        /// The scaled exponential linear unit of each element: λx above 0, λα (eˣ - 1) otherwise, with the α and λ that keep
        /// mean and variance of activations at 0 and 1. Source: Klambauer et al., "Self-Normalizing Neural Networks", 2017.
        /// </summary>
        public Tensor Selu() => new Ops.Elu(1.6732632423543772848170429916717, 1.0507009873554804934193349852946, 1).Apply(this);

        /// <summary>
        /// The continuously differentiable exponential linear unit of each element: x above 0, α (exp(x / α) - 1) otherwise.
        /// </summary>
        /// <exception cref="ArgumentException"><paramref name="alpha"/> is 0.</exception>
        public Tensor Celu(double alpha = 1) => alpha == 0
            ? throw new ArgumentException("Celu: alpha cannot be 0, since x is divided by it.")
            : new Ops.Elu(alpha, 1, 1 / alpha).Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Elu(double Alpha, double Scale, double InputScale) : Unary<Elu.Formula>(new Formula(Alpha, Scale, InputScale))
    {
        public readonly record struct Formula(double Alpha, double Scale, double InputScale) : IUnaryFormula
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Value<V>(V x) where V : struct, IReal<V> =>
                V.Select(V.LessOrEqual(x, V.Zero), V.Expm1(x * V.Of(InputScale)) * V.Of(Alpha * Scale), x * V.Of(Scale));

            // Positive numbers are kept from the exponential, since 0 times its overflow would be NaN in second derivatives.
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V>
            {
                var negative = V.Select(V.Less(x, V.Zero), x, V.Zero);
                var slope = V.Exp(negative * V.Of(InputScale)) * V.Of(Alpha * Scale * InputScale);
                return V.Select(V.LessOrEqual(x, V.Zero), g * slope, g * V.Of(Scale));
            }
        }
    }
}
