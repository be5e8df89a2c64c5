using Adjoint.Cpu.Sorting;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The elements along a dimension in ascending or descending order, and where each stood before. NaN counts as the largest;
        /// equal elements keep their order, in both directions (the sort is stable). Gradients go back to where elements stood.
        /// </summary>
        /// <param name="dim">The dimension; the last if left out.</param>
        /// <param name="descending">Whether the largest element comes first.</param>
        /// <returns>The elements in order, and their old positions as Int64.</returns>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        public (Tensor Values, Tensor Indices) Sort(int dim = -1, bool descending = false)
        {
            dim = Dim.Wrap(dim, Rank);
            var outputs = new Ops.Sort(dim, Rank == 0 ? 1 : Layout.Sizes[dim], descending, nameof(Sort)).ApplyMany(this);
            return (outputs[0], outputs[1]);
        }

        /// <summary>The positions, as Int64, that put the elements along a dimension in order: see <see cref="Sort"/>.</summary>
        /// <inheritdoc cref="Sort" path="//param|//exception"/>
        public Tensor ArgSort(int dim = -1, bool descending = false) => Detach().Sort(Dim.Wrap(dim, Rank), descending).Indices;

        /// <summary>The elements along the first dimension in ascending order: the values of <see cref="Sort"/>.</summary>
        public Tensor Msort() => Sort(0).Values;
    }
}

namespace Adjoint.Ops
{
    /// <summary>The first elements along a dimension, in order, and where they stood.</summary>
    internal sealed record Sort(int Dim, long Kept, bool Descending, string Title) : Primitive
    {
        internal override string Name => Title;

        internal override Reads Reads(int input) => Adjoint.Reads.Output;

        internal override Tensor[] EvaluateMany(ReadOnlySpan<Tensor> inputs)
        {
            var x = inputs[0];
            var sizes = x.Shape.ToArray();
            if (sizes.Length > 0) sizes[Dim] = Kept;
            var layout = Layout.Contiguous(sizes);
            var dtype = x.DType.Ordered;
            var (values, indices) = (Tensor.Allocate(layout, dtype), Tensor.Allocate(layout, DType.Int64));
            if (layout.Count > 0)
            {
                var source = x.Convert(dtype);
                var sort = new SortAction
                {
                    X = source.Ready(),
                    Values = values,
                    Indices = indices,
                    Span = Reduce.Span(x.Layout.Sizes, Dim),
                    Kept = layout.Rank == 0 ? 1 : Kept,
                    Descending = Descending,
                };
                dtype.Run(ref sort);
            }
            return [values.Convert(x.DType), indices];
        }

        internal override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results) =>
            results[0] = Choose.Return(gradients[0]!, Dim, saved.OutputAt(1), saved.InputSpec(0).Layout);

        unsafe struct SortAction : IDTypeAction
        {
            public Tensor X, Values, Indices;
            public (long Outer, long Count, long Inner) Span;
            public long Kept;
            public bool Descending;

            public static DTypeSet Types => DTypeSet.Numbers;

            public readonly void Run<T>() where T : unmanaged
            {
                fixed (byte* x = X, values = Values, indices = Indices)
                    SortLines<T>.Run((T*)x, (T*)values, (long*)indices, Span.Outer, Span.Count, Span.Inner, Kept, Descending);
            }
        }
    }
}
