namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The leaky rectified linear unit whose slope is learned: x above 0, w x otherwise, with one w for all elements or one for each
        /// channel, dimension 1. Source: He et al., "Delving Deep into Rectifiers", 2015.
        /// </summary>
        /// <param name="weight">w, one number or as many as there are channels.</param>
        /// <exception cref="ArgumentException">The weights are neither one nor as many as the channels, or of another type.</exception>
        public Tensor Prelu(Tensor weight)
        {
            ArgumentNullException.ThrowIfNull(weight);
            if (weight.DType != DType)
                throw new ArgumentException(
                    $"Prelu: the weight is {weight.DType} and the input {DType}; convert one of them with To.", nameof(weight));
            if (weight.Count == 1) return Ops.Prelu.Op.Apply(this, weight.Reshape());
            if (weight.Rank != 1 || Rank < 2 || Size(1) != weight.Count)
            {
                throw new ArgumentException(
                    $"Prelu: the weight has shape {weight.Shape} and the input {Shape}; " +
                    "there must be one weight, or one for each channel, dimension 1.", nameof(weight));
            }
            var shape = new long[Rank - 1];
            shape.AsSpan().Fill(1);
            shape[0] = weight.Count;
            return Ops.Prelu.Op.Apply(this, weight.Reshape(shape));
        }
    }
}

namespace Adjoint.Ops
{
    internal sealed record Prelu() : Binary<Prelu.Formula>
    {
        public static readonly Prelu Op = new();

        public readonly record struct Formula : IBinaryFormula
        {
            public static DTypeSet Types => DTypeSet.Floating;

            public static Reads RightReads => Adjoint.Reads.First;

            public V Value<V>(V a, V b) where V : struct, IReal<V> => V.Select(V.Greater(a, V.Zero), a, a * b);

            public V Left<V>(V g, V a, V b, V y) where V : struct, IReal<V> => V.Select(V.Greater(a, V.Zero), g, g * b);

            public V Right<V>(V g, V a, V b, V y) where V : struct, IReal<V> => V.Select(V.Greater(a, V.Zero), V.Zero, g * a);
        }
    }
}
