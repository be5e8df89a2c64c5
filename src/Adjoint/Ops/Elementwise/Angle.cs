using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The angle of each number in the complex plane: 0, for negative numbers π; NaN stays. Integers become Float32.
        /// The derivative is 0.
        /// </summary>
        public Tensor Angle() => Ops.Angle.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Angle() : Unary<Angle.Formula>
    {
        public static readonly Angle Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public static Reads Reads => Adjoint.Reads.Nothing;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Value<V>(V x) where V : struct, IReal<V> =>
                V.Select(V.IsNaN(x), x, V.Select(V.Less(x, V.Zero), V.Of(Math.PI), V.Zero));

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => V.Zero;
        }
    }
}
