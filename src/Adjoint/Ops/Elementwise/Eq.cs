using Adjoint.Cpu.Loops;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// Whether each element equals its counterpart; a Bool tensor. NaN compares false with everything. Shapes broadcast.
        /// </summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
        public Tensor Eq(Tensor other) => Ops.Eq.Op.Apply(this, other);

        /// <summary>Whether each element equals its counterpart; a Bool tensor. NaN compares false with everything.</summary>
        public Tensor Eq(Scalar other) => Ops.Eq.Op.Apply(this, other);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Eq : Comparison<Eq.Formula>
    {
        public static readonly Eq Op = new();

        public struct Formula : IQuestion
        {
            public static V Ask<V>(V a, V b) where V : struct, IReal<V> => V.Equal(a, b);
        }
    }
}
