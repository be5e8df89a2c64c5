using Adjoint.Cpu.Simd;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The number next to each element in the direction of its counterpart; the element itself where they are equal. Shapes
        /// broadcast; types are promoted; integers become Float32. Not differentiable.
        /// </summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast, or the type is Float16 or BFloat16.</exception>
        public Tensor NextAfter(Tensor other) => Ops.NextAfter.Op.Apply(this, other);
    }
}

namespace Adjoint.Ops
{
    internal sealed record NextAfter() : Binary<NextAfter.Formula>
    {
        public static readonly NextAfter Op = new();

        internal override bool IsDifferentiable => false;

        public readonly record struct Formula : IBinaryFormula
        {
            public static DTypeSet Types => DTypeSet.Floating;

            public static string? Refusal(DType a, DType b) => Promotion.Promote(a, b) is { IsHalf: true } half
                ? $"{half} numbers are computed with in Float32, where others are next; convert with To(DType.Float32)." : null;

            public V Value<V>(V a, V b) where V : struct, IReal<V> => V.Call(a, b, default(LaneMath.NextAfter));

            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> => V.Zero;

            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => V.Zero;
        }
    }
}
