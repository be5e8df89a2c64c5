using System.Runtime.CompilerServices;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// -(y log x + (1 - y) log(1 - x)) for each pair of elements, with logarithms of at least -100. As in PyTorch the derivative
        /// is (x - y) / (x (1 - x)) with a divisor of at least 1e-12, also where a logarithm is cut
        /// off, and with respect to y it is log(1 - x) - log x.
        /// </summary>
        /// <exception cref="ArgumentOutOfRangeException">An element is not between 0 and 1.</exception>
        internal Tensor BinaryCrossEntropy(Tensor target) => Ops.BinaryCrossEntropy.Op.Apply(this, target);
    }
}

namespace Adjoint.Ops
{
    internal sealed record BinaryCrossEntropy() : Binary<BinaryCrossEntropy.Formula>, IAutocast
    {
        public static readonly BinaryCrossEntropy Op = new();

        Precision IAutocast.Precision => Precision.Single;

        public readonly record struct Formula : IBinaryFormula
        {
            // PyTorch's 1e-12 is of single precision whatever the tensors are.
            const double Smallest = 1e-12f;

            public static DTypeSet Types => DTypeSet.Floating;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Value<V>(V a, V b) where V : struct, IReal<V> =>
                (b - V.One) * V.Max(V.Log1p(-a), V.Of(-100)) - b * V.Max(V.Log(a), V.Of(-100));

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> =>
                g * (a - b) / V.Max((V.One - a) * a, V.Of(Smallest));

            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> =>
                g * (V.Log1p(-a) - V.Log(a));
        }
    }
}
