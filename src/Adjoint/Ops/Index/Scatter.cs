using Adjoint.Cpu.Indexing;
using Adjoint.Cpu.Loops;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// A copy of this tensor in which for each place of <paramref name="index"/> the element at that place, but with the
        /// index found there in dimension <paramref name="dim"/>, is replaced by the element of <paramref name="src"/>: for a
        /// matrix and dimension 0, <c>y[index[i, j], j] = src[i, j]</c>. Where a place is named several times, the last wins.
        /// </summary>
        /// <param name="dim">The dimension that is indexed.</param>
        /// <param name="index">Integers from 0 to the dimension's size - 1; in every other dimension no larger than this tensor.</param>
        /// <param name="src">The new elements, of this tensor's type; at least as large as the index.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or an index is not within it.</exception>
        /// <exception cref="ArgumentException">The index is not of integers, or shapes or types do not fit.</exception>
        public Tensor Scatter(int dim, Tensor index, Tensor src) => Ops.Scatter.Apply(this, dim, index, src, accumulate: false);

        /// <summary>The same with one number for all places: see <see cref="Scatter(int, Tensor, Tensor)"/>.</summary>
        /// <inheritdoc cref="Scatter(int, Tensor, Tensor)" path="/exception"/>
        /// <param name="dim">The dimension that is indexed.</param>
        /// <param name="index">Integers from 0 to the dimension's size - 1; in every other dimension no larger than this tensor.</param>
        /// <param name="value">The new element, converted to this tensor's type.</param>
        public Tensor Scatter(int dim, Tensor index, Scalar value)
        {
            ArgumentNullException.ThrowIfNull(index);
            return Scatter(dim, index, Full([], value, DType).Expand(index.Layout.Sizes));
        }
    }
}

namespace Adjoint.Ops
{
    /// <summary>A copy of the first input with elements of the third written or added where the second, an index, says.</summary>
    internal sealed record Scatter(int Dim, bool Accumulate) : Primitive
    {
        internal override string Name => Accumulate ? nameof(Tensor.ScatterAdd) : nameof(Tensor.Scatter);

        internal override DTypeSet Kernels => Accumulate ? DTypeSet.Numbers | DTypeSet.Bool : DTypeSet.All;

        internal override Reads Reads(int input) => input == 0 && Accumulate ? Adjoint.Reads.Nothing : Adjoint.Reads.Second;

        public static Tensor Apply(Tensor x, int dim, Tensor index, Tensor src, bool accumulate)
        {
            ArgumentNullException.ThrowIfNull(src);
            dim = Adjoint.Dim.Wrap(dim, x.Rank, accumulate ? nameof(Tensor.ScatterAdd) : nameof(Tensor.Scatter));
            var scatter = new Scatter(dim, accumulate);
            index = Gather.AtLeastVector(Indices.Check(scatter.Name, index));
            if (src.DType != x.DType && index.Count > 0)
                throw new ArgumentException(
                    $"{scatter.Name}: elements of type {src.DType} cannot be put into a {x.DType} tensor; " +
                    $"convert them with To(DType.{x.DType}).");
            var (target, source) = (Gather.AtLeastVector(x), Gather.AtLeastVector(src));
            Gather.CheckShape(scatter.Name, target, dim, index, "tensor");
            Gather.CheckShape(scatter.Name, source, -1, index, "source");
            return scatter.Apply(target, index, source).Reshape(x.Layout.Sizes);
        }

        protected override Spec Infer(ReadOnlySpan<Tensor> inputs) => new(inputs[0].Layout.AsContiguous(), inputs[0].DType);

        protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
        {
            Elementwise.Convert(output, inputs[0]);
            if (inputs[1].Count == 0) return;
            var walk = new ScatterWalk(Name, Dim, output, inputs[1], inputs[2]);
            if (Accumulate && output.DType == DType.Bool) walk.Run<Or, byte>();
            else if (Accumulate) walk.Combine<Plus>();
            else walk.Put();
        }

        protected override Tensor Derivative(int input, Tensor g, Saved saved)
        {
            if (input == 0 && Accumulate) return g;
            var index = saved.Input(1);
            if (input == 0) return g.Scatter(Dim, index, 0);
            var gradient = g.Gather(Dim, index);
            if (!Accumulate) gradient = Tensor.Where(IsLast(Dim, index, g.Shape), gradient, Tensor.Zeros([], g.DType));
            return Corner(gradient, saved.InputSpec(2).Layout);
        }

        /// <summary>The gradient of the part of a source that an index reaches, with zeros for the rest.</summary>
        public static Tensor Corner(Tensor gradient, Layout source)
        {
            if (gradient.Layout.HasSizesOf(source)) return gradient;
            var corner = new Slice(new(new long[source.Rank]), new([.. source.Sizes.Select(_ => 1L)]), new(gradient.Layout.Sizes));
            return new Unview(corner, new(source.Sizes)).Apply(gradient);
        }

        /// <summary>Which places of an index nothing later in it writes over.</summary>
        public static Tensor IsLast(int dim, Tensor index, Shape target)
        {
            var order = Tensor.Arange(index.Count).Reshape(index.Layout.Sizes);
            return Tensor.Empty(target, DType.Int64).Scatter(dim, index, order).Gather(dim, index).Eq(order);
        }
    }
}
