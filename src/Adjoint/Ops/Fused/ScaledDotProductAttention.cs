using Adjoint.Cpu.Attention;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// softmax(q kᵀ scale + mask) v, where this tensor is q, by a kernel that never holds all scores at once: memory is linear
        /// in the lengths. <see cref="Nn.Functional.ScaledDotProductAttention"/> describes it.
        /// </summary>
        internal Tensor Attention(Tensor key, Tensor value, Tensor? mask, double scale, bool isCausal) =>
            new Ops.ScaledDotProductAttention(scale, isCausal).ApplyMany(mask is null ? [this, key, value] : [this, key, value, mask])[0];

        /// <summary>The weights that attention gives to the values: the softmax of the scores, or 0 for a query that sees no key.</summary>
        internal Tensor AttentionWeights(Tensor key, Tensor? mask, double scale, bool isCausal) =>
            new Ops.ScaledDotProductAttention(scale, isCausal).Weights(this, key, mask);
    }
}

namespace Adjoint.Ops
{
    /// <summary>
    /// q [..., h, l, e], k [..., h', s, e], v [..., h', s, e'] and a mask that is added, [..., h, l, s], give [..., h, l, e']
    /// and the logarithms of the sums of exponentials [..., h, l]. Every h / h' heads of queries share one of keys.
    /// </summary>
    internal sealed record ScaledDotProductAttention(double Scale, bool IsCausal) : Composite
    {
        internal override DTypeSet Kernels => DTypeSet.Floating;

        internal override Reads Reads(int input) => Adjoint.Reads.Inputs | Adjoint.Reads.Output;

        internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs) =>
            Weights(inputs[0], inputs[1], inputs.Length > 3 ? inputs[3] : null).Matmul(Shared(inputs[2], inputs[0]));

        /// <summary>The softmax of the scores in tensor operations; rows in which every score is -∞ are 0.</summary>
        public Tensor Weights(Tensor q, Tensor k, Tensor? mask)
        {
            var scores = (q * Scale).Matmul(Shared(k, q).Mt);
            if (mask is not null) scores = scores + mask;
            if (IsCausal) scores = scores.MaskedFill(Tensor.Ones([q.Size(-2), k.Size(-2)], DType.Bool).Triu(1), double.NegativeInfinity);
            if (scores.Count == 0) return scores;
            var isEmpty = scores.Detach().Amax(-1, keepDim: true).Eq(double.NegativeInfinity);
            return scores.MaskedFill(isEmpty, 0).Softmax(-1).MaskedFill(isEmpty, 0);
        }

        internal override Tensor[] EvaluateMany(ReadOnlySpan<Tensor> inputs)
        {
            var (q, v) = (inputs[0], inputs[2]);
            var output = Rows(q, v.Size(-1));
            var sums = Tensor.Allocate(new Spec(q.Layout.Sizes.AsSpan()[..^1], q.DType));
            if (output.Count > 0)
            {
                var action = new ForwardAction { Attention = this, Inputs = inputs.ToArray(), Output = output, LogSumExp = sums };
                q.DType.Run(ref action);
            }
            return [output, sums];
        }

        internal override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
        {
            if (GradMode.IsEnabled || results.Length > 3 && saved.Needs(3))
            {
                base.Derivatives(gradients, saved, results);
                return;
            }
            var action = new BackwardAction
            {
                Attention = this,
                Inputs = saved.Inputs(results.Length),
                Output = saved.OutputAt(0),
                LogSumExp = saved.OutputAt(1),
                Gradient = gradients[0]!,
            };
            for (var i = 0; i < 3; i++) results[i] = Tensor.Allocate(saved.Input(i).Layout, action.Output.DType);
            action.Results = results[..3].ToArray()!;
            if (action.Output.Count > 0) action.Output.DType.Run(ref action);
            else foreach (var result in results[..3]) result!.Zero();
        }

        // Heads side by side for each position where there are several, so that they are joined without a copy, as by PyTorch.
        static Tensor Rows(Tensor q, long size)
        {
            long[] sizes = [.. q.Layout.Sizes[..^1], size];
            if (q.Rank < 4) return Tensor.Allocate(new Spec(sizes, q.DType));
            (sizes[^3], sizes[^2]) = (sizes[^2], sizes[^3]);
            return Tensor.Allocate(new Spec(sizes, q.DType)).Transpose(-3, -2);
        }

        // With a head of keys for every head of queries.
        static Tensor Shared(Tensor x, Tensor q) =>
            q.Rank < 3 || x.Size(-3) == q.Size(-3) ? x : x.RepeatInterleave(q.Size(-3) / x.Size(-3), -3);

        unsafe AttentionProblem<T> Problem<T>(Tensor[] inputs, T* q, T* k, T* v, T* mask) where T : unmanaged => new()
        {
            Q = Heads(inputs[0], q),
            K = Heads(inputs[1], k),
            V = Heads(inputs[2], v),
            Mask = mask == null ? default : Heads(inputs[3], mask),
            Length = inputs[0].Size(-2),
            Keys = inputs[1].Size(-2),
            Size = inputs[0].Size(-1),
            ValueSize = inputs[2].Size(-1),
            Group = inputs[0].Rank < 3 ? 1 : inputs[0].Size(-3) / inputs[1].Size(-3),
            Scale = Scale,
            IsCausal = IsCausal,
        };

        static unsafe HeadMatrices<T> Heads<T>(Tensor x, T* pointer) where T : unmanaged
        {
            var (sizes, strides) = (x.Layout.Sizes, x.Layout.Strides);
            var heads = new long[Shape.CountOf(sizes.AsSpan()[..^2])];
            for (long i = 0; i < heads.Length; i++)
            {
                var rest = i;
                for (var dim = sizes.Length - 3; dim >= 0; dim--)
                {
                    (rest, var index) = Math.DivRem(rest, sizes[dim]);
                    heads[i] += index * strides[dim];
                }
            }
            return new(pointer, heads, strides[^2], strides[^1]);
        }

        unsafe struct ForwardAction : IDTypeAction
        {
            public ScaledDotProductAttention Attention;
            public Tensor[] Inputs;
            public Tensor Output, LogSumExp;

            public static DTypeSet Types => DTypeSet.Floating;

            public readonly void Run<T>() where T : unmanaged
            {
                fixed (byte* q = Inputs[0], k = Inputs[1], v = Inputs[2], mask = Inputs.Length > 3 ? Inputs[3] : null)
                fixed (byte* y = Output, sums = LogSumExp)
                    AttentionForward<T>.Run(Attention.Problem(Inputs, (T*)q, (T*)k, (T*)v, (T*)mask), Heads(Output, (T*)y), (T*)sums);
            }
        }

        unsafe struct BackwardAction : IDTypeAction
        {
            public ScaledDotProductAttention Attention;
            public Tensor[] Inputs, Results;
            public Tensor Output, LogSumExp, Gradient;

            public static DTypeSet Types => DTypeSet.Floating;

            public readonly void Run<T>() where T : unmanaged
            {
                fixed (byte* q = Inputs[0], k = Inputs[1], v = Inputs[2], mask = Inputs.Length > 3 ? Inputs[3] : null)
                fixed (byte* y = Output, g = Gradient, sums = LogSumExp, dq = Results[0], dk = Results[1], dv = Results[2])
                {
                    var problem = Attention.Problem(Inputs, (T*)q, (T*)k, (T*)v, (T*)mask);
                    AttentionBackward<T>.Run(problem, new(Heads(Output, (T*)y), Heads(Gradient, (T*)g), (T*)sums), (T*)dq, (T*)dk, (T*)dv);
                }
            }
        }
    }
}
