using Adjoint.Cpu.Loops;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>Whether exactly one of two elements is true, that is, not 0; a Bool tensor. Shapes broadcast.</summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
        public static Tensor LogicalXor(Tensor left, Tensor right) => Ops.LogicalXor.Op.Apply(left, right);

        /// <summary>Whether exactly one of two elements is true, as <see cref="LogicalXor(Tensor, Tensor)"/>.</summary>
        public Tensor LogicalXor(Tensor other) => Ops.LogicalXor.Op.Apply(this, other);
    }
}

namespace Adjoint.Ops
{
    internal sealed record LogicalXor : Comparison<LogicalXor.Formula>
    {
        public static readonly LogicalXor Op = new();

        public struct Formula : IQuestion
        {
            public static V Ask<V>(V a, V b) where V : struct, IReal<V> => V.Select(Truth.Of(a), V.Not(Truth.Of(b)), Truth.Of(b));
        }
    }
}
