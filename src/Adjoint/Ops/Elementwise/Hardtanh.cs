using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// Each element, but not below <paramref name="min"/> and not above <paramref name="max"/>. The derivative at the bounds
        /// is 0, unlike that of <see cref="Clamp"/>. Integers stay integers.
        /// </summary>
        /// <exception cref="ArgumentException">The elements are Bool, or integers of a type that cannot hold the bounds.</exception>
        public Tensor Hardtanh(double min = -1, double max = 1)
        {
            Ops.Operand.Check(nameof(Hardtanh), min, DType);
            Ops.Operand.Check(nameof(Hardtanh), max, DType);
            return new Ops.Hardtanh(min, max).Apply(this);
        }

        /// <summary>The rectified linear unit of each element, cut off at 6: min(max(x, 0), 6). The derivative at 0 and 6 is 0.</summary>
        /// <exception cref="ArgumentException">The elements are Bool.</exception>
        public Tensor Relu6() => Hardtanh(0, 6);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Hardtanh(double Min, double Max) : Unary<Hardtanh.Formula>(new Formula(Min, Max))
    {
        public readonly record struct Formula(double Min, double Max) : IUnaryFormula
        {
            public static DTypeSet Types => DTypeSet.Numbers;

            public static string? Refusal(DType dtype) => Operand.RefuseBool(dtype);

            public V Value<V>(V x) where V : struct, IReal<V> => V.Min(V.Max(x, V.Of(Min)), V.Of(Max));

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> =>
                V.Select(V.Or(V.LessOrEqual(x, V.Of(Min)), V.LessOrEqual(V.Of(Max), x)), V.Zero, g);
        }
    }
}
