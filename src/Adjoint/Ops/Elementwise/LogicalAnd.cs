using Adjoint.Cpu.Loops;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>Whether both elements are true, that is, not 0; a Bool tensor. Shapes broadcast.</summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
        public static Tensor LogicalAnd(Tensor left, Tensor right) => Ops.LogicalAnd.Op.Apply(left, right);

        /// <summary>Whether both elements are true, as <see cref="LogicalAnd(Tensor, Tensor)"/>.</summary>
        public Tensor LogicalAnd(Tensor other) => Ops.LogicalAnd.Op.Apply(this, other);
    }
}

namespace Adjoint.Ops
{
    internal sealed record LogicalAnd : Comparison<LogicalAnd.Formula>
    {
        public static readonly LogicalAnd Op = new();

        public struct Formula : IQuestion
        {
            public static V Ask<V>(V a, V b) where V : struct, IReal<V> => V.And(Truth.Of(a), Truth.Of(b));
        }
    }
}
