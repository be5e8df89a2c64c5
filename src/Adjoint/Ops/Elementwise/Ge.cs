using Adjoint.Cpu.Loops;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// Whether each element is at least its counterpart; a Bool tensor. NaN compares false with everything. Shapes broadcast.
        /// </summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
        public Tensor Ge(Tensor other) => Ops.Ge.Op.Apply(this, other);

        /// <summary>Whether each element is at least its counterpart; a Bool tensor. NaN compares false with everything.</summary>
        public Tensor Ge(Scalar other) => Ops.Ge.Op.Apply(this, other);

        /// <summary>Whether each element is at least its counterpart; a Bool tensor. NaN compares false with everything.</summary>
        public static Tensor operator >=(Tensor left, Tensor right) => Ops.Ge.Op.Apply(left, right);

        /// <summary>Whether each element is at least its counterpart; a Bool tensor. NaN compares false with everything.</summary>
        public static Tensor operator >=(Tensor left, Scalar right) => Ops.Ge.Op.Apply(left, right);

        /// <summary>Whether each element is at least its counterpart; a Bool tensor. NaN compares false with everything.</summary>
        public static Tensor operator >=(Scalar left, Tensor right) => Ops.Le.Op.Apply(right, left);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Ge : Comparison<Ge.Formula>
    {
        public static readonly Ge Op = new();

        public struct Formula : IQuestion
        {
            public static V Ask<V>(V a, V b) where V : struct, IReal<V> => V.LessOrEqual(b, a);
        }
    }
}
