using Adjoint.Cpu.Copying;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// Joins tensors along a dimension they have; all other sizes must be equal. Types are promoted. An empty vector may
        /// stand beside tensors of any shape and adds nothing, as in PyTorch.
        /// </summary>
        /// <exception cref="ArgumentException">There are no tensors, or they do not fit together.</exception>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        public static Tensor Cat(ReadOnlySpan<Tensor> tensors, int dim = 0)
        {
            if (tensors.Length == 0) throw new ArgumentException("Cat: there are no tensors to join.");
            var dtype = Ops.Cat.ResultType(tensors);
            var rank = 1;
            foreach (var tensor in tensors)
            {
                if (tensor.Rank == 0)
                    throw new ArgumentException("Cat: zero-dimensional tensors have no dimension to join along; use Stack.");
                if (tensor.Rank != 1 || tensor.Count != 0) rank = tensor.Rank;
            }
            var operands = new List<Tensor>(tensors.Length);
            foreach (var tensor in tensors)
            {
                if (tensor.Rank == rank) operands.Add(tensor.To(dtype));
                else if (tensor.Rank != 1 || tensor.Count != 0)
                    throw new ArgumentException($"Cat: a tensor of shape {tensor.Shape} cannot be joined to one of {rank} dimension(s).");
            }
            dim = Dim.Wrap(dim, rank);
            var lengths = new long[operands.Count];
            for (var i = 0; i < lengths.Length; i++) lengths[i] = operands[i].Layout.Sizes[dim];
            return new Ops.Cat(dim, new(lengths)).Apply([.. operands]);
        }
    }
}

namespace Adjoint.Ops
{
    internal sealed record Cat(int Dim, Dims Lengths) : Primitive
    {
        public static DType ResultType(ReadOnlySpan<Tensor> tensors)
        {
            foreach (var tensor in tensors) ArgumentNullException.ThrowIfNull(tensor, nameof(tensors));
            return Promotion.Result(tensors);
        }

        protected override Spec Infer(ReadOnlySpan<Tensor> inputs)
        {
            var sizes = inputs[0].Shape.ToArray();
            foreach (var input in inputs[1..])
            {
                var fits = true;
                for (var i = 0; i < sizes.Length && fits; i++) fits = i == Dim || input.Layout.Sizes[i] == sizes[i];
                if (!fits)
                    throw new ArgumentException($"Cat: shapes {inputs[0].Shape} and {input.Shape} differ in more than dimension {Dim}.");
                sizes[Dim] += input.Layout.Sizes[Dim];
            }
            return new(sizes, inputs[0].DType);
        }

        protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
        {
            var rows = output.Count / (output.Layout.Sizes[Dim] * output.Layout.Strides[Dim]);
            var join = new Join { Output = output, RowBytes = output.Count / rows * output.DType.ItemSize };
            if (rows > 1 && join.RowBytes <= Join.Block && join.RowBytes >= Join.Short * inputs.Length && AreContiguous(inputs))
            {
                join.Inputs = inputs.ToArray();
                Threads.For(rows, Math.Max(1, Join.Grain / join.RowBytes), join);
                return;
            }
            var offset = output.StorageOffset;
            foreach (var input in inputs)
            {
                if (input.Count > 0) Elementwise.Convert(output.Alias(new(input.Layout.Sizes, output.Layout.Strides), offset), input);
                offset += input.Layout.Sizes[Dim] * output.Layout.Strides[Dim];
            }
        }

        internal override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
        {
            var parts = gradients[0]!.Split(Lengths.Values, Dim);
            for (var i = 0; i < results.Length; i++) results[i] = parts[i];
        }

        static bool AreContiguous(ReadOnlySpan<Tensor> tensors)
        {
            foreach (var tensor in tensors)
            {
                if (!tensor.IsContiguous) return false;
            }
            return true;
        }

        // Short rows side by side, a block of the result at a time, so that each line of the cache is filled while it is there.
        unsafe struct Join : Cpu.IRange
        {
            public const long Block = 16 << 10, Grain = 128 << 10, Short = 32;

            public Tensor[] Inputs;
            public Tensor Output;
            public long RowBytes;

            public readonly void Run(long from, long to)
            {
                for (var rows = Math.Max(1, Block / RowBytes); from < to; from += rows) CopyBlock(from, Math.Min(rows, to - from));
            }

            readonly void CopyBlock(long first, long rows)
            {
                fixed (byte* output = Output)
                {
                    var to = output + first * RowBytes;
                    foreach (var input in Inputs)
                    {
                        var bytes = RowBytes * input.Count / Output.Count;
                        fixed (byte* from = input)
                        {
                            for (long row = 0; row < rows; row++) CopyBytes.Run(to + row * RowBytes, from + (first + row) * bytes, bytes);
                        }
                        to += bytes;
                    }
                }
            }
        }
    }
}
