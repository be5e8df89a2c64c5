using Adjoint.Cpu.Loops;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>Whether one of two elements is true, that is, not 0; a Bool tensor. Shapes broadcast.</summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
        public static Tensor LogicalOr(Tensor left, Tensor right) => Ops.LogicalOr.Op.Apply(left, right);

        /// <summary>Whether either element is true, as <see cref="LogicalOr(Tensor, Tensor)"/>.</summary>
        public Tensor LogicalOr(Tensor other) => Ops.LogicalOr.Op.Apply(this, other);
    }
}

namespace Adjoint.Ops
{
    internal sealed record LogicalOr : Comparison<LogicalOr.Formula>
    {
        public static readonly LogicalOr Op = new();

        public struct Formula : IQuestion
        {
            public static V Ask<V>(V a, V b) where V : struct, IReal<V> => V.Or(Truth.Of(a), Truth.Of(b));
        }
    }
}
