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
            var action = new ForwardAction
            {
                X = inputs[0],
                W = Weight(inputs),
                B = Bias(inputs),
                Y = y,
                Mean = first,
                Scale = second,
                Norm = this,
            };
            y.DType.Run(ref action);
        }

        protected override void Backward(
            Tensor g, ReadOnlySpan<Tensor> inputs, Tensor first, Tensor second, ReadOnlySpan<Tensor?> gradients)
        {
            var action = new BackwardAction
            {
                G = g,
                X = inputs[0],
                W = Weight(inputs),
                Mean = first,
                Scale = second,
                Norm = this,
                ToX = gradients[0],
                ToW = Weight(gradients),
                ToB = Bias(gradients),
            };
            g.DType.Run(ref action);
        }

        (long Rows, long Length) Span(Layout x)
        {
            long length = 1;
            for (var i = x.Rank - Dims; i < x.Rank; i++) length *= x.Sizes[i];
            return (length == 0 ? 0 : x.Count / length, length);
        }

        unsafe struct ForwardAction : IDTypeAction
        {
            public Tensor X, Y, Mean, Scale;
            public Tensor? W, B;
            public RowNorm Norm;

            public static DTypeSet Types => DTypeSet.Floating;

            public readonly void Run<T>() where T : unmanaged
            {
                var (rows, length) = Norm.Span(X.Layout);
                fixed (byte* x = X, w = W ?? X, b = B ?? X, y = Y, m = Mean, r = Scale)
                    RowNorm<T>.Forward(
                        (T*)x, W is null ? null : (T*)w, B is null ? null : (T*)b, (T*)y, (T*)m, (T*)r, rows, length,
                        Norm.Eps, Norm.IsCentered);
            }
        }

        unsafe struct BackwardAction : IDTypeAction
        {
            public Tensor G, X, Mean, Scale;
            public Tensor? W, ToX, ToW, ToB;
            public RowNorm Norm;

            public static DTypeSet Types => DTypeSet.Floating;

            public readonly void Run<T>() where T : unmanaged
            {
                var (rows, length) = Norm.Span(X.Layout);
                fixed (byte* g = G, x = X, w = W ?? X, m = Mean, r = Scale, toX = ToX ?? X)
                {
                    if (ToX is not null)
                        RowNorm<T>.Backward((T*)g, (T*)x, W is null ? null : (T*)w, (T*)m, (T*)r, (T*)toX, rows, length, Norm.IsCentered);
                    if (ToW is null && ToB is null) return;
                    using var spare = new Cpu.Scratch<T>(length);
                    fixed (byte* toW = ToW ?? X, toB = ToB ?? X)
                        ColumnSums<T>.Run(
                            (T*)g, (T*)x, (T*)m, (T*)r, ToB is null ? spare.Pointer : (T*)toB, ToW is null ? spare.Pointer : (T*)toW,
                            rows, length);
                }
            }
        }
    }
}
