using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// x + <paramref name="value"/> a / b, element by element; the value is 1 if left out. Integers become Float32 first.
        /// Shapes broadcast; types are promoted.
        /// </summary>
        /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
        public Tensor AddCDiv(Tensor a, Tensor b, Scalar? value = null) => new Ops.AddCDiv((value ?? 1).ToDouble()).Apply(this, a, b);
    }
}

namespace Adjoint.Ops
{
    internal sealed record AddCDiv(double Scale) : Ternary<AddCDiv.Formula>(new Formula(Scale))
    {
        public readonly record struct Formula(double Scale) : ITernaryFormula
        {
            public static Reads FirstReads => Adjoint.Reads.Nothing;

            public static Reads SecondReads => Adjoint.Reads.Third;

            public static Reads ThirdReads => Adjoint.Reads.Second | Adjoint.Reads.Third;

            public static DTypeSet Types => DTypeSet.Floating;

            public V Value<V>(V a, V b, V c) where V : struct, IReal<V> => a + V.Of(Scale) * b / c;

            public V First<V>(V g, V a, V b, V c) where V : struct, IReal<V> => g;

            public V Second<V>(V g, V a, V b, V c) where V : struct, IReal<V> => g * (V.Of(Scale) / c);

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Third<V>(V g, V a, V b, V c) where V : struct, IReal<V> => -g * (V.Of(Scale) * b / (c * c));
        }
    }
}
