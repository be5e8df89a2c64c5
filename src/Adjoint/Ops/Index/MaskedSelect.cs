using Adjoint.Cpu.Indexing;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The elements for which <paramref name="mask"/> is true, as a vector, in row-major order. Mask and tensor broadcast.
        /// </summary>
        /// <exception cref="ArgumentException">The mask is not Bool, or does not broadcast.</exception>
        public Tensor MaskedSelect(Tensor mask)
        {
            var sizes = CheckMask(nameof(MaskedSelect), mask).Sizes;
            return Ops.MaskedSelect.Op.Apply(Expand(sizes), mask.Expand(sizes));
        }
    }
}

namespace Adjoint.Ops
{
    /// <summary>The elements of the first input where the second, a mask of the same shape, is true.</summary>
    internal sealed record MaskedSelect : Primitive
    {
        public static readonly MaskedSelect Op = new();

        internal override Reads Reads(int input) => Adjoint.Reads.Second;

        internal override unsafe Tensor Evaluate(ReadOnlySpan<Tensor> inputs)
        {
            Tensor x = inputs[0].Ready(), mask = inputs[1].Ready();
            fixed (byte* bytes = mask)
            {
                var starts = MaskScan.Count(bytes, mask.Count);
                var output = Tensor.Empty([starts[^1]], x.DType);
                fixed (byte* from = x, to = output)
                {
                    switch (x.DType.ItemSize)
                    {
                        case 1: MaskScan.Select(bytes, mask.Count, starts, from, to); break;
                        case 2: MaskScan.Select(bytes, mask.Count, starts, (ushort*)from, (ushort*)to); break;
                        case 4: MaskScan.Select(bytes, mask.Count, starts, (uint*)from, (uint*)to); break;
                        default: MaskScan.Select(bytes, mask.Count, starts, (ulong*)from, (ulong*)to); break;
                    }
                }
                return output;
            }
        }

        protected override Tensor Derivative(int input, Tensor g, Saved saved)
        {
            var layout = saved.InputSpec(0).Layout;
            return new IndexSpread(Block.Of(Name, 0, wraps: false), [layout.Count]).Apply(g, saved.Input(1).Positions())
                .Reshape(layout.Sizes);
        }
    }
}
