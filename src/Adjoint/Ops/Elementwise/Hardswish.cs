using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// A swish of simple pieces, of each element: x times <see cref="Hardsigmoid"/>, that is 0 below -3, x above 3 and
        /// x (x + 3) / 6 between.
        /// </summary>
        public Tensor Hardswish() => Ops.Hardswish.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Hardswish() : Unary<Hardswish.Formula>
    {
        public static readonly Hardswish Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Value<V>(V x) where V : struct, IReal<V> =>
                x * V.Min(V.Max(x + V.Of(3), V.Zero), V.Of(6)) / V.Of(6);

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V>
            {
                var inner = V.Select(V.Less(x, V.Of(3)), g * (x / V.Of(3) + V.Of(0.5)), g);
                return V.Select(V.Less(x, V.Of(-3)), V.Zero, inner);
            }
        }
    }
}
