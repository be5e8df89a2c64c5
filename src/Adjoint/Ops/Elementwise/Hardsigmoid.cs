using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// A sigmoid of straight lines, of each element: 0 below -3, 1 above 3, x / 6 + 1/2 between. The derivative at both
        /// corners is 0.
        /// </summary>
        public Tensor Hardsigmoid() => Ops.Hardsigmoid.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Hardsigmoid() : Unary<Hardsigmoid.Formula>
    {
        public static readonly Hardsigmoid Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Value<V>(V x) where V : struct, IReal<V> => V.Min(V.Max(x + V.Of(3), V.Zero), V.Of(6)) / V.Of(6);

            // PyTorch's derivative has the sixth of a float in every type.
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> =>
                V.Select(V.And(V.Less(V.Of(-3), x), V.Less(x, V.Of(3))), g * V.Of(1f / 6f), V.Zero);
        }
    }
}
