using Adjoint.Cpu.Loops;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// Whether each element is greater than its counterpart; a Bool tensor. NaN compares false with everything. Shapes broadcast.
        /// </summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
        public Tensor Gt(Tensor other) => Ops.Gt.Op.Apply(this, other);

        /// <summary>Whether each element is greater than its counterpart; a Bool tensor. NaN compares false with everything.</summary>
        public Tensor Gt(Scalar other) => Ops.Gt.Op.Apply(this, other);

        /// <summary>Whether each element is greater than its counterpart; a Bool tensor. NaN compares false with everything.</summary>
        public static Tensor operator >(Tensor left, Tensor right) => Ops.Gt.Op.Apply(left, right);

        /// <summary>Whether each element is greater than its counterpart; a Bool tensor. NaN compares false with everything.</summary>
        public static Tensor operator >(Tensor left, Scalar right) => Ops.Gt.Op.Apply(left, right);

        /// <summary>Whether each element is greater than its counterpart; a Bool tensor. NaN compares false with everything.</summary>
        public static Tensor operator >(Scalar left, Tensor right) => Ops.Lt.Op.Apply(right, left);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Gt : Comparison<Gt.Formula>
    {
        public static readonly Gt Op = new();

        public struct Formula : IQuestion
        {
            public static V Ask<V>(V a, V b) where V : struct, IReal<V> => V.Less(b, a);
        }
    }
}
