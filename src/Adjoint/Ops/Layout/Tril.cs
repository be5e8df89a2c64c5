using Adjoint.Cpu.Loops;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The lower triangle of a matrix, or of each matrix of a batch, and zeros above: elements with column - row no larger
        /// than <paramref name="diagonal"/> stay.
        /// </summary>
        /// <exception cref="ArgumentException">The tensor has fewer than two dimensions.</exception>
        public Tensor Tril(long diagonal = 0) => new Ops.Triangle(diagonal, IsUpper: false).Apply(this);

        /// <summary>
        /// The upper triangle of a matrix, or of each matrix of a batch, and zeros below: elements with column - row no smaller
        /// than <paramref name="diagonal"/> stay.
        /// </summary>
        /// <exception cref="ArgumentException">The tensor has fewer than two dimensions.</exception>
        public Tensor Triu(long diagonal = 0) => new Ops.Triangle(diagonal, IsUpper: true).Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Triangle(long Diagonal, bool IsUpper) : Primitive
    {
        internal override string Name => IsUpper ? nameof(Tensor.Triu) : nameof(Tensor.Tril);

        protected override Spec Infer(ReadOnlySpan<Tensor> inputs) => inputs[0].Rank >= 2
            ? new(inputs[0].Layout.AsContiguous(), inputs[0].DType)
            : throw new ArgumentException($"{Name}: a tensor of shape {inputs[0].Shape} is no matrix.");

        protected override unsafe void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
        {
            var x = inputs[0].Ready();
            var (rows, columns) = (x.Layout.Sizes[^2], x.Layout.Sizes[^1]);
            fixed (byte* from = x, to = output)
            {
                new TriangleRows
                {
                    From = from,
                    To = to,
                    Rows = rows,
                    Columns = columns,
                    Diagonal = Math.Clamp(Diagonal, -rows, columns),
                    IsUpper = IsUpper,
                    ItemSize = x.DType.ItemSize,
                }.Run(x.Count / columns);
            }
        }

        protected override Tensor Derivative(int input, Tensor g, Saved saved) => Apply(g);
    }
}
