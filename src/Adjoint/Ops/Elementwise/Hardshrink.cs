using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// Each element further from 0 than <paramref name="lambd"/>; the others become 0, and there the derivative is 0.
        /// </summary>
        public Tensor Hardshrink(double lambd = 0.5) => new Ops.Hardshrink(lambd).Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Hardshrink(double Lambd) : Unary<Hardshrink.Formula>(new Formula(Lambd))
    {
        public readonly record struct Formula(double Lambd) : IUnaryFormula
        {
            public V Value<V>(V x) where V : struct, IReal<V> => V.Select(IsSmall(x), V.Zero, x);

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => V.Select(IsSmall(x), V.Zero, g);

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            V IsSmall<V>(V x) where V : struct, IReal<V> => V.And(V.LessOrEqual(V.Of(-Lambd), x), V.LessOrEqual(x, V.Of(Lambd)));
        }
    }
}
