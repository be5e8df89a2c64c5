using Adjoint.Cpu.Loops;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// Whether each element is at most its counterpart; a Bool tensor. NaN compares false with everything. Shapes broadcast.
        /// </summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
        public Tensor Le(Tensor other) => Ops.Le.Op.Apply(this, other);

        /// <summary>Whether each element is at most its counterpart; a Bool tensor. NaN compares false with everything.</summary>
        public Tensor Le(Scalar other) => Ops.Le.Op.Apply(this, other);

        /// <summary>Whether each element is at most its counterpart; a Bool tensor. NaN compares false with everything.</summary>
        public static Tensor operator <=(Tensor left, Tensor right) => Ops.Le.Op.Apply(left, right);

        /// <summary>Whether each element is at most its counterpart; a Bool tensor. NaN compares false with everything.</summary>
        public static Tensor operator <=(Tensor left, Scalar right) => Ops.Le.Op.Apply(left, right);

        /// <summary>Whether each element is at most its counterpart; a Bool tensor. NaN compares false with everything.</summary>
        public static Tensor operator <=(Scalar left, Tensor right) => Ops.Ge.Op.Apply(right, left);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Le : Comparison<Le.Formula>
    {
        public static readonly Le Op = new();

        public struct Formula : IQuestion
        {
            public static V Ask<V>(V a, V b) where V : struct, IReal<V> => V.LessOrEqual(a, b);
        }
    }
}
