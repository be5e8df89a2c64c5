namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The sum of two tensors, element by element. Shapes broadcast; types are promoted.</summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
        public static Tensor operator +(Tensor left, Tensor right) => Ops.Add.Op.Apply(left, right);

        /// <summary>The sum of two tensors, element by element.</summary>
        public static Tensor operator +(Tensor left, Scalar right) => Ops.Add.Op.Apply(left, right);

        /// <summary>The sum of two tensors, element by element.</summary>
        public static Tensor operator +(Scalar left, Tensor right) => Ops.Add.Op.Apply(left, right);

        /// <summary>The sum of two tensors, element by element. In place: see <see cref="Fill"/>.</summary>
        public void operator +=(Tensor right) => Ops.Add.Op.ApplyInPlace(this, right);

        /// <summary>The sum of two tensors, element by element. In place: see <see cref="Fill"/>.</summary>
        public void operator +=(Scalar right) => Ops.Add.Op.ApplyInPlace(this, right);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Add() : Binary<Add.Formula>
    {
        public static readonly Add Op = new();

        public readonly record struct Formula : IBinaryFormula
        {
            public static bool IsLight => true;

            public static Reads LeftReads => Adjoint.Reads.Nothing;

            public static Reads RightReads => Adjoint.Reads.Nothing;

            public V Value<V>(V a, V b) where V : struct, IReal<V> => a + b;

            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> => g;

            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => g;
        }
    }
}
