using Adjoint.Cpu.Normalization;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// This tensor, of shape [N, C, ...], normalized by the mean and the variance of each of <paramref name="groups"/> groups of
        /// channels in each example, or with 0 groups of each channel in the whole batch; also these, as vectors.
        /// </summary>
        internal (Tensor Result, Tensor Mean, Tensor Variance) ChannelNorm(
            string name, long groups, Tensor? weight, Tensor? bias, double eps)
        {
            var outputs = new Ops.ChannelNorm(name, groups, IsFixed: false, weight is not null, bias is not null, eps).ApplyMany(
                [this, .. Given(weight, bias)]);
            return (outputs[0], outputs[1], outputs[2]);
        }

        /// <summary>This tensor, of shape [N, C, ...], normalized by a mean and a variance of each channel that are given.</summary>
        internal Tensor ChannelNorm(string name, Tensor mean, Tensor variance, Tensor? weight, Tensor? bias, double eps) =>
            new Ops.ChannelNorm(name, 0, IsFixed: true, weight is not null, bias is not null, eps).ApplyMany(
                [this, .. Given(weight, bias), mean.Detach(), variance.Detach()])[0];

        static Tensor[] Given(Tensor? weight, Tensor? bias) => (weight, bias) switch
        {
            (null, null) => [],
            (not null, null) => [weight],
            (null, not null) => [bias],
            _ => [weight, bias],
        };
    }
}

namespace Adjoint.Ops
{
    /// <summary>
    /// Batch, group and instance norm; the statistics are means and variances of groups of channels of each example, or, where there
    /// are 0 groups, of channels. If they are fixed, they are the last inputs.
    /// </summary>
    internal sealed record ChannelNorm(string Of, long Groups, bool IsFixed, bool HasWeight, bool HasBias, double Eps)
        : Normalization(HasWeight, HasBias, Eps)
    {
        internal override string Name => Of;

        internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs)
        {
            var (batch, channels, size) = Span(inputs[0].Layout);
            var x = inputs[0].Reshape(batch, channels, size);
            Tensor y;
            if (IsFixed)
            {
                y = (x - inputs[Extra].Reshape(channels, 1)) / (inputs[Extra + 1].Reshape(channels, 1) + Eps).Sqrt();
            }
            else
            {
                int[] over = Groups == 0 ? [0, 2] : [2];
                if (Groups > 0) x = x.Reshape(batch, Groups, channels / Groups * size);
                var deviation = x - x.Mean(over, keepDim: true);
                y = (deviation / ((deviation * deviation).Mean(over, keepDim: true) + Eps).Sqrt()).Reshape(batch, channels, size);
            }
            if (Weight(inputs) is { } weight) y = y * weight.Reshape(channels, 1);
            if (Bias(inputs) is { } bias) y = y + bias.Reshape(channels, 1);
            return y.Reshape(inputs[0].Shape);
        }

        protected override long Statistics(Layout x) => Groups == 0 ? x.Sizes[1] : x.Sizes[0] * Groups;

        protected override void Forward(ReadOnlySpan<Tensor> inputs, Tensor y, Tensor first, Tensor second)
        {
            if (IsFixed)
            {
                first.Write(inputs[Extra]);
                second.Write(inputs[Extra + 1]);
            }
            var action = new ForwardAction { Norm = this, Inputs = inputs, Y = y, Mean = first, Variance = second };
            y.DType.Run(ref action);
        }

        protected override void Backward(
            Tensor g, ReadOnlySpan<Tensor> inputs, Tensor first, Tensor second, ReadOnlySpan<Tensor?> gradients)
        {
            var action = new BackwardAction { Norm = this, G = g, Inputs = inputs, Mean = first, Variance = second, Gradients = gradients };
            g.DType.Run(ref action);
        }

        static (long Batch, long Channels, long Size) Span(Layout x)
        {
            long size = 1;
            for (var i = 2; i < x.Rank; i++) size *= x.Sizes[i];
            return (x.Sizes[0], x.Sizes[1], size);
        }

        ChannelNorm<T> Kernel<T>(Layout x) where T : unmanaged
        {
            var (batch, channels, size) = Span(x);
            return new(batch, channels, size, Groups);
        }

        unsafe ref struct ForwardAction : IDTypeAction
        {
            public ChannelNorm Norm;
            public ReadOnlySpan<Tensor> Inputs;
            public Tensor Y, Mean, Variance;

            public static DTypeSet Types => DTypeSet.Floating;

            public readonly void Run<T>() where T : unmanaged
            {
                var kernel = Norm.Kernel<T>(Inputs[0].Layout);
                fixed (byte* x = Inputs[0], w = Norm.Weight(Inputs), b = Norm.Bias(Inputs), y = Y, m = Mean, v = Variance)
                {
                    if (!Norm.IsFixed) kernel.Measure((T*)x, (T*)m, (T*)v);
                    kernel.Forward((T*)x, (T*)w, (T*)b, (T*)m, (T*)v, (T*)y, Norm.Eps);
                }
            }
        }

        unsafe ref struct BackwardAction : IDTypeAction
        {
            public ChannelNorm Norm;
            public ReadOnlySpan<Tensor> Inputs;
            public Tensor G, Mean, Variance;
            public ReadOnlySpan<Tensor?> Gradients;

            public static DTypeSet Types => DTypeSet.Floating;

            public readonly void Run<T>() where T : unmanaged
            {
                fixed (byte* g = G, x = Inputs[0], w = Norm.Weight(Inputs), m = Mean, v = Variance)
                fixed (byte* toX = Gradients[0], toW = Norm.Weight(Gradients), toB = Norm.Bias(Gradients))
                {
                    Norm.Kernel<T>(Inputs[0].Layout).Backward(
                        (T*)g, (T*)x, (T*)w, (T*)m, (T*)v, (T*)toX, (T*)toW, (T*)toB, Norm.Eps, Norm.IsFixed);
                }
            }
        }
    }
}
