using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>1 / √x for each element.</summary>
        public Tensor Rsqrt() => Ops.Rsqrt.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Rsqrt() : Unary<Rsqrt.Formula>
    {
        public static readonly Rsqrt Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public static Reads Reads => Adjoint.Reads.Output;

            public V Value<V>(V x) where V : struct, IReal<V> => V.One / V.Sqrt(x);

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g * V.Of(-0.5) * y * y * y;
        }
    }
}
