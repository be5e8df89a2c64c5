namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// Each element, but not below <paramref name="min"/> and not above <paramref name="max"/>: min(max(x, min), max). The
        /// bounds are numbers or tensors, shapes broadcast and types are promoted; NaN stays NaN, and where min exceeds max the
        /// result is max. The derivative is 1 from one bound to the other, both included; elsewhere it goes to the bound that
        /// was taken.
        /// </summary>
        /// <exception cref="ArgumentException">Neither bound is given, or the shapes do not broadcast.</exception>
        public Tensor Clamp(Tensor? min = null, Tensor? max = null) => (min, max) switch
        {
            (null, null) => throw new ArgumentException("Clamp: give min, max or both."),
            (not null, null) => ClampMin(min),
            (null, not null) => ClampMax(max),
            _ => Ops.Clamp.Op.Apply(this, min, max),
        };

        /// <summary>Another name of <see cref="Clamp"/>.</summary>
        /// <inheritdoc cref="Clamp" path="/exception"/>
        public Tensor Clip(Tensor? min = null, Tensor? max = null) => Clamp(min, max);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Clamp() : Ternary<Clamp.Formula>
    {
        public static readonly Clamp Op = new();

        public readonly record struct Formula : ITernaryFormula
        {
            public static Reads FirstReads => Adjoint.Reads.First | Adjoint.Reads.Second | Adjoint.Reads.Third;

            public static Reads SecondReads => Adjoint.Reads.First | Adjoint.Reads.Second | Adjoint.Reads.Third;

            public static Reads ThirdReads => Adjoint.Reads.First | Adjoint.Reads.Second | Adjoint.Reads.Third;

            public V Value<V>(V a, V b, V c) where V : struct, IReal<V> => V.Min(V.Max(a, b), c);

            public V First<V>(V g, V a, V b, V c) where V : struct, IReal<V> =>
                V.Select(V.And(V.LessOrEqual(b, a), V.LessOrEqual(a, c)), g, V.Zero);

            public V Second<V>(V g, V a, V b, V c) where V : struct, IReal<V> =>
                V.Select(V.And(V.Less(a, b), V.Less(b, c)), g, V.Zero);

            public V Third<V>(V g, V a, V b, V c) where V : struct, IReal<V> =>
                V.Select(V.Or(V.Less(c, a), V.Less(c, b)), g, V.Zero);
        }
    }
}
