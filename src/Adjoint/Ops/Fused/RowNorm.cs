using Adjoint.Cpu.Normalization;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The last <paramref name="dims"/> dimensions together normalized: (x - mean) / √(var + eps) w + b, or, if not
        /// <paramref name="isCentered"/>, x / √(mean of x² + eps) w.
        /// </summary>
        internal Tensor RowNorm(int dims, Tensor? weight, Tensor? bias, double eps, bool isCentered) =>
            RowNormParts(dims, weight, bias, eps, isCentered)[0];

        /// <summary>The same, and behind it the mean and the reciprocal deviation of each row.</summary>
        internal Tensor[] RowNormParts(int dims, Tensor? weight, Tensor? bias, double eps, bool isCentered) =>
            new Ops.RowNorm(dims, isCentered, weight is not null, bias is not null, eps).ApplyMany([this, .. Given(weight, bias)]);
    }
}

namespace Adjoint.Ops
{
    /// <summary>Layer norm and norm by the root mean square; the statistics are means and reciprocals of deviations.</summary>
    internal sealed record RowNorm(int Dims, bool IsCentered, bool HasWeight, bool HasBias, double Eps)
        : Normalization(HasWeight, HasBias, Eps)
    {
        internal override string Name => IsCentered ? "LayerNorm" : "RMSNorm";

        internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs)
        {
            var x = inputs[0];
            var dims = new int[Dims];
            for (var i = 0; i < Dims; i++) dims[i] = x.Rank - Dims + i;
            var deviation = IsCentered ? x - x.Mean(dims, keepDim: true) : x;
            var y = deviation / ((deviation * deviation).Mean(dims, keepDim: true) + Eps).Sqrt();
            if (Weight(inputs) is { } weight) y = y * weight;
            return Bias(inputs) is { } bias ? y + bias : y;
        }

        protected override long Statistics(Layout x) => Span(x).Rows;

        protected override void Forward(ReadOnlySpan<Tensor> inputs, Tensor y, Tensor first, Tensor second)
        {
            var action = new ForwardAction { Norm = this, Inputs = inputs, Y = y, Mean = first, Scale = second };
            y.DType.Run(ref action);
        }

        protected override void Backward(
            Tensor g, ReadOnlySpan<Tensor> inputs, Tensor first, Tensor second, ReadOnlySpan<Tensor?> gradients)
        {
            var action = new BackwardAction { Norm = this, G = g, Inputs = inputs, Mean = first, Scale = second, Gradients = gradients };
            g.DType.Run(ref action);
        }

        (long Rows, long Length) Span(Layout x)
        {
            long length = 1;
            for (var i = x.Rank - Dims; i < x.Rank; i++) length *= x.Sizes[i];
            return (length == 0 ? 0 : x.Count / length, length);
        }

        unsafe ref struct ForwardAction : IDTypeAction
        {
            public RowNorm Norm;
            public ReadOnlySpan<Tensor> Inputs;
            public Tensor Y, Mean, Scale;

            public static DTypeSet Types => DTypeSet.Floating;

            public readonly void Run<T>() where T : unmanaged
            {
                var (rows, length) = Norm.Span(Inputs[0].Layout);
                fixed (byte* x = Inputs[0], w = Norm.Weight(Inputs), b = Norm.Bias(Inputs), y = Y, m = Mean, r = Scale)
                    RowNorm<T>.Forward((T*)x, (T*)w, (T*)b, (T*)y, (T*)m, (T*)r, rows, length, Norm.Eps, Norm.IsCentered);
            }
        }

        unsafe ref struct BackwardAction : IDTypeAction
        {
            public RowNorm Norm;
            public ReadOnlySpan<Tensor> Inputs;
            public Tensor G, Mean, Scale;
            public ReadOnlySpan<Tensor?> Gradients;

            public static DTypeSet Types => DTypeSet.Floating;

            public readonly void Run<T>() where T : unmanaged
            {
                var (rows, length) = Norm.Span(Inputs[0].Layout);
                fixed (byte* g = G, x = Inputs[0], w = Norm.Weight(Inputs), m = Mean, r = Scale)
                fixed (byte* toX = Gradients[0], toW = Norm.Weight(Gradients), toB = Norm.Bias(Gradients))
                {
                    if (toX != null) RowNorm<T>.Backward((T*)g, (T*)x, (T*)w, (T*)m, (T*)r, (T*)toX, rows, length, Norm.IsCentered);
                    if (toW == null && toB == null) return;
                    using var spare = new Cpu.Scratch<T>(length);
                    T* weight = toW == null ? spare.Pointer : (T*)toW, bias = toB == null ? spare.Pointer : (T*)toB;
                    ColumnSums<T>.Run((T*)g, (T*)x, (T*)m, (T*)r, bias, weight, rows, length);
                }
            }
        }
    }
}
