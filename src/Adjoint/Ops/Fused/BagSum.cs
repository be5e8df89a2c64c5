using Adjoint.Cpu.Fused;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>Sums of rows of this table, bag by bag: see <see cref="Ops.BagSum"/>.</summary>
        internal Tensor SumBags(Tensor index, Tensor starts, Tensor factors) => Ops.BagSum.Op.Apply(this, index, starts, factors);
    }
}

namespace Adjoint.Ops
{
    /// <summary>
    /// Sums of rows of a table, the first input, at indices, the second: each bag is a stretch of these, from one number of the
    /// third input to the next, and each row counts as often as the fourth says. The rows themselves are not copied.
    /// </summary>
    internal sealed record BagSum : Composite
    {
        public static readonly BagSum Op = new();

        internal override string Name => "EmbeddingBag";

        internal override DTypeSet Kernels => DTypeSet.Numbers;

        protected override Spec Infer(ReadOnlySpan<Tensor> inputs) => new([inputs[2].Count - 1, inputs[0].Size(1)], inputs[0].DType);

        protected override unsafe void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
        {
            var run = new Action
            {
                Table = inputs[0].Contiguous(),
                Index = inputs[1],
                Starts = inputs[2],
                Factors = inputs[3].Contiguous(),
                Output = output,
            };
            output.DType.Run(ref run);
        }

        internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs)
        {
            var (table, index, starts, factors) = (inputs[0], inputs[1], inputs[2], inputs[3]);
            var bags = starts.Count - 1;
            var bag = Tensor.Arange(bags).RepeatInterleave(starts.Narrow(0, 1, bags) - starts.Narrow(0, 0, bags));
            var rows = table.IndexSelect(0, index) * factors.Unsqueeze(-1);
            return Tensor.Zeros([bags, table.Size(1)], table.DType).IndexAdd(0, bag, rows);
        }

        unsafe struct Action : IDTypeAction
        {
            public Tensor Table, Index, Starts, Factors, Output;

            public static DTypeSet Types => DTypeSet.Numbers;

            public readonly void Run<T>() where T : unmanaged
            {
                fixed (byte* table = Table, index = Index, starts = Starts, factors = Factors, output = Output)
                {
                    var axis = Block.Of("EmbeddingBag", 0, wraps: false).Axis(Table.Size(0), (long*)index);
                    new BagSums<T>
                    {
                        Table = (T*)table,
                        Indices = (long*)index,
                        Starts = (long*)starts,
                        Factors = (T*)factors,
                        Sums = (T*)output,
                        Width = Table.Size(1),
                        Axis = axis,
                    }.Run(Output.Size(0));
                }
            }
        }
    }
}
