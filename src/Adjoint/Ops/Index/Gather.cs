using Adjoint.Cpu.Indexing;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// For each place of <paramref name="index"/> the element at that place, but with the index found there in dimension
        /// <paramref name="dim"/>: for a matrix and dimension 0, <c>y[i, j] = x[index[i, j], j]</c>. The result has the
        /// index's shape.
        /// </summary>
        /// <param name="dim">The dimension that is indexed.</param>
        /// <param name="index">Integers from 0 to the dimension's size - 1; in every other dimension no larger than this tensor.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or an index is not within it.</exception>
        /// <exception cref="ArgumentException">The index is not of integers, or its shape does not fit.</exception>
        public Tensor Gather(int dim, Tensor index)
        {
            index = Ops.Indices.Check(nameof(Gather), index);
            dim = Adjoint.Dim.Wrap(dim, Rank);
            var (x, at) = (Ops.Gather.AtLeastVector(this), Ops.Gather.AtLeastVector(index));
            Ops.Gather.CheckShape(nameof(Gather), x, dim, at, "tensor");
            return new Ops.Gather(dim).Apply(x, at).Reshape(index.Layout.Sizes);
        }
    }
}

namespace Adjoint.Ops
{
    internal sealed record Gather(int Dim) : Primitive
    {
        internal override Reads Reads(int input) => Adjoint.Reads.Second;

        protected override Spec Infer(ReadOnlySpan<Tensor> inputs) => new(inputs[1].Layout.AsContiguous(), inputs[0].DType);

        protected override unsafe void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
        {
            var (x, index) = (inputs[0], inputs[1]);
            fixed (byte* first = index)
            {
                var axis = new Axis(Name, Dim, x.Layout.Sizes[Dim], wraps: false) { First = index.IsContiguous ? (long*)first : null };
                var start = Along(x, Dim, index.Layout.Sizes, 0);
                var stride = x.Layout.Strides[Dim] * x.DType.ItemSize;
                switch (x.DType.ItemSize)
                {
                    case 1: Elementwise.Walk(output, index, start, new GatherRow<byte>(axis, stride)); break;
                    case 2: Elementwise.Walk(output, index, start, new GatherRow<ushort>(axis, stride)); break;
                    case 4: Elementwise.Walk(output, index, start, new GatherRow<uint>(axis, stride)); break;
                    default: Elementwise.Walk(output, index, start, new GatherRow<ulong>(axis, stride)); break;
                }
            }
        }

        protected override Tensor Derivative(int input, Tensor g, Saved saved)
        {
            var spec = saved.InputSpec(0);
            return Tensor.Zeros([], spec.DType).Expand(spec.Layout.Sizes).ScatterAdd(Dim, saved.Input(1), g);
        }

        /// <summary>A tensor read in other sizes, standing still along one dimension.</summary>
        public static Tensor Along(Tensor x, int dim, long[] sizes, long length)
        {
            var (seen, strides) = (sizes.AsSpan().ToArray(), x.Strides.ToArray());
            strides[dim] = 0;
            if (length > 0) seen[dim] = length;
            return x.Alias(new(seen, strides), x.StorageOffset);
        }

        public static Tensor AtLeastVector(Tensor x) => x.Rank == 0 ? x.Reshape(1) : x;

        /// <summary>An index must not reach beyond a tensor in any dimension but <paramref name="dim"/>.</summary>
        public static void CheckShape(string operation, Tensor x, int dim, Tensor index, string what)
        {
            if (index.Count == 0) return;
            var fits = index.Rank == x.Rank;
            for (var i = 0; i < x.Rank && fits; i++) fits = i == dim || index.Layout.Sizes[i] <= x.Layout.Sizes[i];
            if (!fits)
                throw new ArgumentException(
                    $"{operation}: an index of shape {index.Shape} does not fit a {what} of shape {x.Shape}; both need the same " +
                    $"number of dimensions, and the index may not be larger{(dim < 0 ? "" : $" in any but dimension {dim}")}.");
        }
    }
}
