using Adjoint.Cpu.Loops;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// Whether each element is less than its counterpart; a Bool tensor. NaN compares false with everything. Shapes broadcast.
        /// </summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
        public Tensor Lt(Tensor other) => Ops.Lt.Op.Apply(this, other);

        /// <summary>Whether each element is less than its counterpart; a Bool tensor. NaN compares false with everything.</summary>
        public Tensor Lt(Scalar other) => Ops.Lt.Op.Apply(this, other);

        /// <summary>Whether each element is less than its counterpart; a Bool tensor. NaN compares false with everything.</summary>
        public static Tensor operator <(Tensor left, Tensor right) => Ops.Lt.Op.Apply(left, right);

        /// <summary>Whether each element is less than its counterpart; a Bool tensor. NaN compares false with everything.</summary>
        public static Tensor operator <(Tensor left, Scalar right) => Ops.Lt.Op.Apply(left, right);

        /// <summary>Whether each element is less than its counterpart; a Bool tensor. NaN compares false with everything.</summary>
        public static Tensor operator <(Scalar left, Tensor right) => Ops.Gt.Op.Apply(right, left);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Lt : Comparison<Lt.Formula>
    {
        public static readonly Lt Op = new();

        public struct Formula : IQuestion
        {
            public static V Ask<V>(V a, V b) where V : struct, IReal<V> => V.Less(a, b);
        }
    }
}
