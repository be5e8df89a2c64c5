using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The inverse of the error function of each element, for x in (-1, 1).</summary>
        public Tensor Erfinv() => Ops.Erfinv.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Erfinv() : Unary<Erfinv.Formula>
    {
        public static readonly Erfinv Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public static Reads Reads => Adjoint.Reads.Output;

            public V Value<V>(V x) where V : struct, IReal<V> => V.Erfinv(x);

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g * V.Of(0.88622692545275801365) * V.Exp(y * y);
        }
    }
}
