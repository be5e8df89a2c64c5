using Adjoint.Cpu.Indexing;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The indices of all elements that are not 0, in row-major order: an Int64 matrix with a row for each of them and a
        /// column for each dimension. NaN is not 0.
        /// </summary>
        public Tensor Nonzero() => Rank == 1 ? Positions().Unsqueeze(1) : new Ops.Nonzero(new(Layout.Sizes)).Apply(Positions());

        /// <summary>
        /// The indices of all elements that are not 0, one Int64 vector for each dimension, ready to index with. A
        /// zero-dimensional tensor counts as a vector of one element.
        /// </summary>
        public Tensor[] NonzeroTuple() => (Rank == 0 ? Reshape(1) : this).Nonzero().Unbind(1);

        /// <summary>The same as <see cref="NonzeroTuple"/> of the condition.</summary>
        public static Tensor[] Where(Tensor condition)
        {
            ArgumentNullException.ThrowIfNull(condition);
            return condition.NonzeroTuple();
        }

        /// <summary>The positions of the elements that are not 0 in row-major order, as a vector.</summary>
        internal Tensor Positions() => Ops.Positions.Op.Apply(DType == DType.Bool ? this : Ne(0));
    }
}

namespace Adjoint.Ops
{
    /// <summary>The positions at which a mask is true.</summary>
    internal sealed record Positions : Primitive
    {
        public static readonly Positions Op = new();

        internal override bool IsDifferentiable => false;

        internal override unsafe Tensor Evaluate(ReadOnlySpan<Tensor> inputs)
        {
            var mask = inputs[0].Ready();
            fixed (byte* bytes = mask)
            {
                var starts = MaskScan.Count(bytes, mask.Count);
                var positions = Tensor.Empty([starts[^1]], DType.Int64);
                fixed (byte* output = positions) MaskScan.Positions(bytes, mask.Count, starts, (long*)output);
                return positions;
            }
        }
    }

    /// <summary>Turns positions in a block of the given sizes into a row of indices each.</summary>
    internal sealed record Nonzero(Dims Sizes) : Primitive
    {
        internal override bool IsDifferentiable => false;

        protected override Spec Infer(ReadOnlySpan<Tensor> inputs) => new([inputs[0].Count, Sizes.Length], DType.Int64);

        protected override unsafe void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
        {
            fixed (byte* positions = inputs[0], indices = output)
                PositionRows.Run((long*)positions, (long*)indices, inputs[0].Count, Sizes.Values);
        }
    }
}
