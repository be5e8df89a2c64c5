using Adjoint.Cpu.Loops;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// Whether each element differs from its counterpart; a Bool tensor. NaN differs from everything. Shapes broadcast.
        /// </summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
        public Tensor Ne(Tensor other) => Ops.Ne.Op.Apply(this, other);

        /// <summary>Whether each element differs from its counterpart; a Bool tensor. NaN differs from everything.</summary>
        public Tensor Ne(Scalar other) => Ops.Ne.Op.Apply(this, other);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Ne : Comparison<Ne.Formula>
    {
        public static readonly Ne Op = new();

        public struct Formula : IQuestion
        {
            public static V Ask<V>(V a, V b) where V : struct, IReal<V> => V.Not(V.Equal(a, b));
        }
    }
}
