using Adjoint.Cpu;
using Adjoint.Cpu.Fused;
using Adjoint.Cpu.Loops;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The p-norm of the elements of many floating-point tensors taken as one vector; nothing is recorded.</summary>
        internal static double TotalNorm(IReadOnlyList<Tensor> tensors, double p) => p switch
        {
            2 => Math.Sqrt(Ops.TensorList.Fold<Plus, Squared>(tensors, default)),
            1 => Ops.TensorList.Fold<Plus, Absolute>(tensors, default),
            double.PositiveInfinity => Ops.TensorList.Fold<Largest, Absolute>(tensors, default),
            double.NegativeInfinity => Ops.TensorList.Fold<Smallest, Absolute>(tensors, default),
            _ => Math.Pow(Ops.TensorList.Fold<Plus, AbsolutePower>(tensors, new(p)), 1 / p),
        };

        /// <summary>Whether no element of any of the tensors is infinite or NaN.</summary>
        internal static bool AreFinite(IReadOnlyList<Tensor> tensors) => Ops.TensorList.Fold<Plus, Vanishing>(tensors, default) == 0;

        /// <summary>Multiplies every element by a factor, in place; nothing is recorded.</summary>
        internal static void ScaleAll(IReadOnlyList<Tensor> tensors, double factor) => Ops.TensorList.Step(tensors, new ScaleStep(factor));

        /// <summary>Moves every element that is beyond a bound to it, in place; nothing is recorded.</summary>
        internal static void ClampAll(IReadOnlyList<Tensor> tensors, double bound) => Ops.TensorList.Step(tensors, new ClampStep(bound));
    }
}

namespace Adjoint.Ops
{
    /// <summary>
    /// Many tensors gone through together, however small each is. They are cut into blocks of fixed length, so that results do not depend
    /// on the number of threads.
    /// </summary>
    internal static unsafe class TensorList
    {
        const long Length = 32768;

        readonly record struct Block(int Tensor, long From, long To);

        /// <summary>
        /// Folds all elements; 0 if there are none. Each block is folded in its own type, and blocks in double precision.
        /// </summary>
        public static double Fold<TFold, TTerm>(IReadOnlyList<Tensor> tensors, TTerm term)
            where TFold : struct, IFold where TTerm : struct, ITerm
        {
            var ready = new Tensor[tensors.Count];
            for (var i = 0; i < ready.Length; i++) ready[i] = tensors[i].Ready(tensors[i].DType.Widened);
            var blocks = Cut(ready);
            if (blocks.Count == 0) return 0;
            var parts = new double[blocks.Count];
            Threads.For(
                blocks.Count, Grain(blocks), new FoldRange<TFold, TTerm> { Term = term, Tensors = ready, Blocks = blocks, Parts = parts });
            fixed (double* part = parts) return Fold<TFold, Element, double>.Row(default, part, parts.Length, null);
        }

        /// <summary>Changes all elements by themselves.</summary>
        public static void Step<TStep>(IReadOnlyList<Tensor> tensors, TStep step) where TStep : struct, IStep
        {
            var plain = new List<Tensor>();
            foreach (var tensor in tensors)
            {
                if (tensor.IsContiguous && !tensor.DType.IsHalf) plain.Add(tensor);
                else tensor.Data.StepInPlace(step, tensor.Data);
            }
            var blocks = Cut(plain);
            Threads.For(blocks.Count, Grain(blocks), new StepRange<TStep> { Rule = step, Tensors = plain, Blocks = blocks });
            foreach (var tensor in plain) tensor.Storage.Version++;
        }

        static List<Block> Cut(IReadOnlyList<Tensor> tensors)
        {
            var blocks = new List<Block>();
            for (var i = 0; i < tensors.Count; i++)
            {
                for (long from = 0; from < tensors[i].Count; from += Length)
                    blocks.Add(new(i, from, Math.Min(tensors[i].Count, from + Length)));
            }
            return blocks;
        }

        // Few elements stay on the calling thread.
        static long Grain(List<Block> blocks)
        {
            long count = 0;
            foreach (var block in blocks) count += block.To - block.From;
            return count > 2 * Length ? 1 : Math.Max(1, blocks.Count);
        }

        struct FoldRange<TFold, TTerm> : IRange where TFold : struct, IFold where TTerm : struct, ITerm
        {
            public TTerm Term;
            public Tensor[] Tensors;
            public List<Block> Blocks;
            public double[] Parts;

            public readonly void Run(long from, long to)
            {
                for (var i = (int)from; i < to; i++)
                {
                    var (number, first, end) = Blocks[i];
                    var tensor = Tensors[number];
                    fixed (byte* x = tensor)
                    {
                        Parts[i] = tensor.DType == DType.Float32
                            ? Fold<TFold, TTerm, float>.Row(Term, (float*)x + first, end - first, null)
                            : Fold<TFold, TTerm, double>.Row(Term, (double*)x + first, end - first, null);
                    }
                }
            }
        }

        struct StepRange<TStep> : IRange where TStep : struct, IStep
        {
            public TStep Rule;
            public List<Tensor> Tensors;
            public List<Block> Blocks;

            public readonly void Run(long from, long to)
            {
                for (var i = (int)from; i < to; i++)
                {
                    var (number, first, end) = Blocks[i];
                    Tensors[number].StepPart(Rule, Tensors[number], null, null, null, first, end);
                }
            }
        }
    }
}
