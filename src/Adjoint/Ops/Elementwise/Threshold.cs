namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// Each element above <paramref name="threshold"/>, and <paramref name="value"/> in the place of the others, whose
        /// derivative is 0. Integers stay integers.
        /// </summary>
        /// <exception cref="ArgumentException">The elements are Bool, or integers of a type that cannot hold the numbers.</exception>
        public Tensor Threshold(double threshold, double value)
        {
            Ops.Operand.Check(nameof(Threshold), threshold, DType);
            Ops.Operand.Check(nameof(Threshold), value, DType);
            return new Ops.Threshold(threshold, value).Apply(this);
        }
    }
}

namespace Adjoint.Ops
{
    internal sealed record Threshold(double Limit, double Substitute) : Unary<Threshold.Formula>(new Formula(Limit, Substitute))
    {
        public readonly record struct Formula(double Limit, double Substitute) : IUnaryFormula
        {
            public static DTypeSet Types => DTypeSet.Numbers;

            public static string? Refusal(DType dtype) => Operand.RefuseBool(dtype);

            public V Value<V>(V x) where V : struct, IReal<V> =>
                V.Select(V.LessOrEqual(x, V.Of(Limit)), V.Of(Substitute), x);

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> =>
                V.Select(V.LessOrEqual(x, V.Of(Limit)), V.Zero, g);
        }
    }
}
