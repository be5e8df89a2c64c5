namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// x + <paramref name="value"/> a b, element by element; the value is 1 if left out. Shapes broadcast; types are promoted.
        /// </summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast, or the value has a fraction and all tensors are
        /// of integers.</exception>
        public Tensor AddCMul(Tensor a, Tensor b, Scalar? value = null)
        {
            var scale = value ?? 1;
            if (scale.IsFloatingPoint && !Promotion.Result([this, a, b]).IsFloatingPoint)
                throw new ArgumentException(
                    $"AddCMul: integers cannot be scaled by value = {scale}; convert one tensor with To(DType.Float32).");
            return new Ops.AddCMul(scale.ToDouble()).Apply(this, a, b);
        }
    }
}

namespace Adjoint.Ops
{
    internal sealed record AddCMul(double Scale) : Ternary<AddCMul.Formula>(new Formula(Scale))
    {
        public readonly record struct Formula(double Scale) : ITernaryFormula
        {
            public static bool IsLight => true;

            public static Reads FirstReads => Adjoint.Reads.Nothing;

            public static Reads SecondReads => Adjoint.Reads.Third;

            public static Reads ThirdReads => Adjoint.Reads.Second;

            public V Value<V>(V a, V b, V c) where V : struct, IReal<V> => a + V.Of(Scale) * b * c;

            public V First<V>(V g, V a, V b, V c) where V : struct, IReal<V> => g;

            public V Second<V>(V g, V a, V b, V c) where V : struct, IReal<V> => g * (c * V.Of(Scale));

            public V Third<V>(V g, V a, V b, V c) where V : struct, IReal<V> => g * (b * V.Of(Scale));
        }
    }
}
