using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The logarithm of the logistic function of each element, log(1 / (1 + e⁻ˣ)), without overflow on either side.</summary>
        public Tensor LogSigmoid() => Ops.LogSigmoid.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record LogSigmoid() : Unary<LogSigmoid.Formula>
    {
        public static readonly LogSigmoid Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Value<V>(V x) where V : struct, IReal<V> => V.Min(x, V.Zero) - V.Log1pUnit(V.Exp(-V.Abs(x)));

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g * V.Sigmoid(-x);
        }
    }
}
