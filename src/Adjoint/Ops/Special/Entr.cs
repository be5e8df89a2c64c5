using System.Runtime.CompilerServices;

namespace Adjoint
{
    public static partial class Special
    {
        /// <summary>The entropy of each element: -x log(x); 0 at 0, -∞ below. Integers become Float32.</summary>
        public static Tensor Entr(Tensor input) => Ops.Entr.Op.Apply(input);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Entr() : Unary<Entr.Formula>
    {
        public static readonly Entr Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Value<V>(V x) where V : struct, IReal<V> =>
                V.Select(V.Less(x, V.Zero), V.Of(double.NegativeInfinity), -x * V.Log(V.Select(V.Equal(x, V.Zero), V.One, x)));

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => -g * (V.One + V.Log(x));
        }
    }
}
