using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>log(1 + exp(-y x)) for each score x and its sign y, 1 or -1, computed so that nothing overflows.</summary>
        internal Tensor SoftMargin(Tensor target) => Ops.SoftMargin.Op.Apply(this, target);
    }
}

namespace Adjoint.Ops
{
    internal sealed record SoftMargin() : Binary<SoftMargin.Formula>
    {
        public static readonly SoftMargin Op = new();

        public readonly record struct Formula : IBinaryFormula
        {
            public static DTypeSet Types => DTypeSet.Floating;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Value<V>(V a, V b) where V : struct, IReal<V>
            {
                var z = -(a * b);
                return V.Max(z, V.Zero) + V.Log1pUnit(V.Exp(-V.Abs(z)));
            }

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> => -(g * b * V.Sigmoid(-(a * b)));

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => -(g * a * V.Sigmoid(-(a * b)));
        }
    }
}
