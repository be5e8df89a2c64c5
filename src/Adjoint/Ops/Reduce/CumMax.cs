using Adjoint.Cpu.Loops;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The largest element up to each one along a dimension, and where it stands: the last one, if several are equal. NaN counts
        /// as the largest. Gradients go back to where the elements stand.
        /// </summary>
        /// <param name="dim">The dimension.</param>
        /// <returns>The elements, and their positions as Int64.</returns>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        public (Tensor Values, Tensor Indices) CumMax(int dim) => new Ops.CumMax(Dim.Wrap(dim, Rank)).Both(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record CumMax(int Dim) : RunningChoice<Largest>(Dim);

    /// <summary>The chosen one of the elements up to each along a dimension; the outputs are the elements and their positions.</summary>
    internal abstract record RunningChoice<TFold>(int Dim) : Primitive where TFold : struct, IFold
    {
        internal sealed override Reads Reads(int input) => Adjoint.Reads.Output;

        public (Tensor Values, Tensor Indices) Both(Tensor x)
        {
            var outputs = ApplyMany(x);
            return (outputs[0], outputs[1]);
        }

        internal sealed override Tensor[] EvaluateMany(ReadOnlySpan<Tensor> inputs)
        {
            var x = inputs[0];
            var dtype = x.DType.Ordered;
            var layout = x.Layout.AsContiguous();
            var scan = new ScanAction
            {
                X = x.Convert(dtype).Contiguous(),
                Values = Tensor.Allocate(layout, dtype),
                Indices = Tensor.Allocate(layout, DType.Int64),
                Span = Reduce.Span(x.Layout.Sizes, Dim),
            };
            if (x.Count > 0) dtype.Run(ref scan);
            return [scan.Values.Convert(x.DType), scan.Indices];
        }

        internal sealed override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
        {
            var layout = saved.InputSpec(0).Layout;
            results[0] = layout.Rank == 0 ? gradients[0]! : Choose.Return(gradients[0]!, Dim, saved.OutputAt(1), layout);
        }

        unsafe struct ScanAction : IDTypeAction
        {
            public Tensor X, Values, Indices;
            public (long Outer, long Count, long Inner) Span;

            public static DTypeSet Types => DTypeSet.Numbers;

            public readonly void Run<T>() where T : unmanaged
            {
                fixed (byte* x = X, values = Values, indices = Indices)
                    RunningExtreme<TFold, T>.Run((T*)x, (T*)values, (long*)indices, Span.Outer, Span.Count, Span.Inner);
            }
        }
    }
}
