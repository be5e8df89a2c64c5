using Adjoint.Cpu.Simd;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// Each element taken apart into a mantissa from 1/2 to 1, in absolute value, and a power of 2: x = mantissa 2ⁿ. 0,
        /// infinities and NaN are their own mantissa, with the exponent 0.
        /// </summary>
        /// <returns>The mantissas, and the exponents as Int32.</returns>
        /// <exception cref="ArgumentException">The elements are no floating-point numbers.</exception>
        public (Tensor Mantissa, Tensor Exponent) Frexp()
        {
            if (!DType.IsFloatingPoint)
                throw new ArgumentException(
                    $"Frexp: only floating-point numbers have a mantissa, not {DType}; convert with To(DType.Float32).");
            var parts = Ops.Frexp.Op.ApplyMany(this);
            return (parts[0], parts[1]);
        }
    }
}

namespace Adjoint.Ops
{
    internal sealed record Frexp : Primitive
    {
        public static readonly Frexp Op = new();

        internal override Reads Reads(int input) => Adjoint.Reads.Output;

        internal override Tensor[] EvaluateMany(ReadOnlySpan<Tensor> inputs)
        {
            var x = inputs[0].Convert(inputs[0].DType.Widened);
            Tensor mantissa = Tensor.Allocate(x.Layout.AsContiguous(), x.DType),
                exponent = Tensor.Allocate(x.Layout.AsContiguous(), x.DType);
            if (x.Count > 0)
            {
                Elementwise.Run(new Part<LaneMath.MantissaPart>(), mantissa, x);
                Elementwise.Run(new Part<LaneMath.ExponentPart>(), exponent, x);
            }
            return [mantissa.Convert(inputs[0].DType), exponent.Convert(DType.Int32)];
        }

        internal override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results) =>
            results[0] = gradients[0]?.Ldexp(-saved.OutputAt(1));

        readonly struct Part<TFunction> : Cpu.Loops.IMap where TFunction : struct, IScalarFunction
        {
            public static int Arity => 1;

            public static DTypeSet Types => DTypeSet.Floating;

            public V Value<V>(V a, V b, V c, V d) where V : struct, IReal<V> => V.Call(a, new EachLane<TFunction>());
        }
    }
}
