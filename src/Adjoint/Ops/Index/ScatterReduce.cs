using Adjoint.Cpu.Loops;

namespace Adjoint
{
    /// <summary>What becomes of several numbers that are written to one place.</summary>
    public enum ScatterReduction
    {
        /// <summary>Their sum.</summary>
        Sum,

        /// <summary>Their product.</summary>
        Prod,

        /// <summary>Their mean, rounded down for integers.</summary>
        Mean,

        /// <summary>The largest; NaN if one is.</summary>
        Amax,

        /// <summary>The smallest; NaN if one is.</summary>
        Amin,
    }

    public partial class Tensor
    {
        /// <summary>
        /// A copy of this tensor in which for each place of <paramref name="index"/> the element at that place, but with the index found
        /// there in dimension <paramref name="dim"/>, is combined with the element of <paramref name="src"/>: for a matrix and dimension 0,
        /// all <c>src[i, j]</c> are combined in <c>y[index[i, j], j]</c>. Where nothing is written this tensor's element stays.
        /// </summary>
        /// <param name="dim">The dimension that is indexed.</param>
        /// <param name="index">Integers from 0 to the dimension's size - 1; in every other dimension no larger than this tensor.</param>
        /// <param name="src">The elements, of this tensor's type; at least as large as the index.</param>
        /// <param name="reduce">How elements are combined.</param>
        /// <param name="includeSelf">Whether this tensor's elements are combined with those written, and not replaced.</param>
        /// <remarks>Of equally large (or small) elements each gets an equal share of the gradient. Gradients of products are exact where
        /// elements are 0; second derivatives where none is.</remarks>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or an index is not within it.</exception>
        /// <exception cref="ArgumentException">The index is not of integers, or shapes or types do not fit.</exception>
        public Tensor ScatterReduce(int dim, Tensor index, Tensor src, ScatterReduction reduce, bool includeSelf = true) =>
            Ops.ScatterReduce.Apply(nameof(ScatterReduce), this, dim, index, src, reduce, includeSelf);
    }
}

namespace Adjoint.Ops
{
    /// <summary>A copy of the first input with elements of the third combined where the second, an index, says.</summary>
    internal sealed record ScatterReduce(string Title, int Dim, ScatterReduction Reduce, bool IncludeSelf) : Primitive
    {
        internal override string Name => Title;

        internal override DTypeSet Kernels => DTypeSet.Numbers;

        internal override Reads Reads(int input) => Adjoint.Reads.Inputs | Adjoint.Reads.Output;

        public static Tensor Apply(string operation, Tensor x, int dim, Tensor index, Tensor src, ScatterReduction reduce, bool includeSelf)
        {
            ArgumentNullException.ThrowIfNull(src);
            if (!Enum.IsDefined(reduce))
                throw new ArgumentOutOfRangeException(nameof(reduce), reduce, $"{operation}: there is no reduction {reduce}.");
            dim = Adjoint.Dim.Wrap(dim, x.Rank, operation);
            index = Gather.AtLeastVector(Indices.Check(operation, index));
            if (src.DType != x.DType && index.Count > 0)
                throw new ArgumentException(
                    $"{operation}: elements of type {src.DType} cannot be put into a {x.DType} tensor; " +
                    $"convert them with To(DType.{x.DType}).");
            var (target, source) = (Gather.AtLeastVector(x), Gather.AtLeastVector(src));
            Gather.CheckShape(operation, target, dim, index, "tensor");
            Gather.CheckShape(operation, source, -1, index, "source");
            if (GradMode.IsEnabled && (x.RequiresGrad || src.RequiresGrad)) index = index.Copy();
            return new ScatterReduce(operation, dim, reduce, includeSelf).Apply(target, index, source).Reshape(x.Layout.Sizes);
        }

        protected override Spec Infer(ReadOnlySpan<Tensor> inputs) => new(inputs[0].Layout.AsContiguous(), inputs[0].DType);

        protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
        {
            Elementwise.Convert(output, inputs[0]);
            var index = inputs[1];
            if (index.Count == 0) return;
            if (!IncludeSelf)
                new ScatterWalk(
                    Name, Dim, output, index, Tensor.Full([], Identity(output.DType), output.DType).Expand(index.Layout.Sizes)).Put();
            var walk = new ScatterWalk(Name, Dim, output, index, inputs[2]);
            switch (Reduce)
            {
                case ScatterReduction.Prod: walk.Combine<Times>(); break;
                case ScatterReduction.Amax: walk.Combine<Largest>(); break;
                case ScatterReduction.Amin: walk.Combine<Smallest>(); break;
                default: walk.Combine<Plus>(); break;
            }
            if (Reduce == ScatterReduction.Mean)
                output.CopyFrom(output.DType.IsFloatingPoint ? output / Counts(output, index) : output.FloorDivide(Counts(output, index)));
        }

        // What changes nothing.
        Scalar Identity(DType dtype) => Reduce switch
        {
            ScatterReduction.Prod => 1,
            ScatterReduction.Amax => Limits.Least(dtype),
            ScatterReduction.Amin => Limits.Most(dtype),
            _ => 0,
        };

        // How many elements each place holds, and 1 where there are none.
        Tensor Counts(Tensor like, Tensor index) =>
            Tensor.Full(like.Shape, IncludeSelf ? 1 : 0, like.DType)
                .ScatterAdd(Dim, index, Tensor.Ones(index.Shape, like.DType)).Clamp(min: 1);

        protected override Tensor Derivative(int input, Tensor g, Saved saved)
        {
            var (x, index, y) = (saved.Input(0), saved.Input(1), saved.Output);
            var layout = saved.Input(2).Layout;
            var source = saved.Input(2);
            if (!layout.HasSizesOf(index.Layout))
            {
                Dims begin = new(new long[layout.Rank]), step = new([.. layout.Sizes.Select(_ => 1L)]);
                source = new Slice(begin, step, new(index.Layout.Sizes)).Apply(source);
            }
            var toBoth = Reduce switch
            {
                ScatterReduction.Sum => (g, g.Gather(Dim, index)),
                ScatterReduction.Mean => g / Counts(g, index) is var each ? (each, each.Gather(Dim, index)) : default,
                ScatterReduction.Prod => ProductGradients(g, x, index, source),
                _ => ExtremeGradients(g, x, index, source, y),
            };
            if (input == 2) return Scatter.Corner(toBoth.Item2, layout);
            return IncludeSelf ? toBoth.Item1 : Tensor.Where(IsWritten(x, index), Tensor.Zeros([], g.DType), g);
        }

        // g times the product of the others: of all that are not 0, divided by the element, unless another one is 0.
        (Tensor Self, Tensor Source) ProductGradients(Tensor g, Tensor x, Tensor index, Tensor source)
        {
            var one = Tensor.Ones([], g.DType);
            Tensor selfZero = x.Eq(0), sourceZero = source.Eq(0);
            Tensor self = Tensor.Where(selfZero, one, x), others = Tensor.Where(sourceZero, one, source);
            var product = Apply(self, index, others);
            var zeros = IncludeSelf ? selfZero.To(g.DType) : Tensor.Zeros(x.Shape, g.DType);
            zeros = zeros.ScatterAdd(Dim, index, sourceZero.To(g.DType));
            Tensor Of(Tensor gradient, Tensor product, Tensor zeros, Tensor isZero, Tensor divisor) =>
                Tensor.Where(zeros.Gt(isZero.To(g.DType)), Tensor.Zeros([], g.DType), gradient * product / divisor);
            return (
                Of(g, product, zeros, selfZero, self),
                Of(g.Gather(Dim, index), product.Gather(Dim, index), zeros.Gather(Dim, index), sourceZero, others));
        }

        // Elements equal to the result share the gradient.
        (Tensor Self, Tensor Source) ExtremeGradients(Tensor g, Tensor x, Tensor index, Tensor source, Tensor y)
        {
            var self = x.Eq(y).To(g.DType);
            if (!IncludeSelf) self = Tensor.Where(IsWritten(x, index), Tensor.Zeros([], g.DType), self);
            var chosen = source.Eq(y.Gather(Dim, index)).To(g.DType);
            var share = g / self.ScatterAdd(Dim, index, chosen).Clamp(min: 1);
            return (share * self, share.Gather(Dim, index) * chosen);
        }

        Tensor IsWritten(Tensor x, Tensor index) => Tensor.Full(x.Shape, false, DType.Bool).Scatter(Dim, index, true);
    }
}
