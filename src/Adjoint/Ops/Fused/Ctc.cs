using Adjoint.Cpu.Fused;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The losses of label sequences by connectionist temporal classification; this tensor holds log-probabilities
        /// [time, batch, classes].
        /// </summary>
        /// <param name="labels">The labels of all sequences, of Int64.</param>
        /// <param name="table">For each sequence how many steps of time there are, where its labels begin and how many there are,
        /// [batch, 3].</param>
        /// <param name="blank">The class that is no label.</param>
        /// <param name="zeroInfinity">Whether a sequence that cannot be aligned has a loss of 0.</param>
        internal Tensor Ctc(Tensor labels, Tensor table, long blank, bool zeroInfinity) =>
            new Ops.Ctc(blank, zeroInfinity).ApplyMany(this, labels, table)[0];
    }
}

namespace Adjoint.Ops
{
    /// <summary>
    /// Minus the logarithm of the probability of each label sequence. As in PyTorch the gradient is that for log-probabilities
    /// that come out of a logarithm of a softmax: exp(x) more than the derivative, which changes nothing in front of the softmax.
    /// Behind the losses there are outputs with what the backward pass needs: the losses as they were, and the forward sums.
    /// </summary>
    internal sealed record Ctc(long Blank, bool ZeroInfinity) : Composite, IAutocast
    {
        Precision IAutocast.Precision => Precision.Single;

        // So unlikely that it is never added to anything; its differences are numbers.
        const double None = -1e30;

        internal override string Name => "CTCLoss";

        internal override DTypeSet Kernels => DTypeSet.Floating;

        internal override Reads Reads(int input) => Adjoint.Reads.Inputs | Adjoint.Reads.Output;

        internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs)
        {
            var x = inputs[0];
            var (time, places, classes, skips) = Lay(inputs[1], inputs[2]);
            var none = Tensor.Full([], None, x.DType);
            Tensor Shifted(Tensor sums, int by) => Tensor.Cat([none.Expand(sums.Size(0), by), sums], 1).Narrow(1, 0, sums.Size(1));
            Tensor At(long t) => x.Select(0, t).Gather(1, classes).ClampMin(None);
            var first = Tensor.Arange(classes.Size(1)).Lt(places.ClampMax(2).Unsqueeze(1));
            var sums = x.Size(0) == 0 ? none.Expand(classes.Shape) : Tensor.Where(first, At(0), none);
            for (long t = 1; t < x.Size(0); t++)
            {
                var next = Tensor.Stack([sums, Shifted(sums, 1), Tensor.Where(skips, Shifted(sums, 2), none)]).LogSumExp(0) + At(t);
                sums = Tensor.Where(time.Gt(t).Unsqueeze(1), next, sums);
            }
            Tensor Last(long back) =>
                Tensor.Where(places.Ge(back), sums.Gather(1, (places - back).ClampMin(0).Unsqueeze(1)).Squeeze(1), none);
            var losses = Tensor.Where(time.Eq(0), Tensor.Where(places.Eq(1), 0, -none), -Tensor.Stack([Last(1), Last(2)]).LogSumExp(0));
            var weight = (Tensor.Arange(x.Size(0)).Unsqueeze(1).Lt(time).Unsqueeze(2).To(x.DType) * x.Exp()).Sum([0, 2]);
            return Tensor.Where(
                losses.Detach().Gt(-0.5 * None), ZeroInfinity ? 0 : double.PositiveInfinity, losses + (weight - weight.Detach()));
        }

        // Steps of time and places of each sequence; the classes at the places, and where one may come from two places back.
        (Tensor Time, Tensor Places, Tensor Classes, Tensor Skips) Lay(Tensor labels, Tensor table)
        {
            var (time, start, count) = (table.Select(1, 0), table.Select(1, 1), table.Select(1, 2));
            var width = count.Count == 0 ? 0 : count.Amax().Item<long>();
            var at = start.Unsqueeze(1) + Tensor.Arange(width);
            var isThere = Tensor.Arange(width).Lt(count.Unsqueeze(1));
            var padded = Tensor.Where(isThere, labels.Take(Tensor.Where(isThere, at, 0)), Blank);
            var blanks = Tensor.Full([count.Count, width], Blank, DType.Int64);
            var classes = Tensor.Cat([Tensor.Stack([blanks, padded], 2).Flatten(1), Tensor.Full([count.Count, 1], Blank, DType.Int64)], 1);
            var isOther = width < 2 ? Tensor.Zeros([count.Count, width], DType.Bool)
                : Tensor.Cat(
                    [Tensor.Zeros([count.Count, 1], DType.Bool), padded.Narrow(1, 1, width - 1).Ne(padded.Narrow(1, 0, width - 1))], 1);
            var never = Tensor.Zeros([count.Count, width], DType.Bool);
            var skips = Tensor.Cat([Tensor.Stack([never, isOther], 2).Flatten(1), Tensor.Zeros([count.Count, 1], DType.Bool)], 1);
            return (time, 2 * count + 1, classes, skips);
        }

        internal override Tensor[] EvaluateMany(ReadOnlySpan<Tensor> inputs)
        {
            var x = inputs[0];
            var work = x.DType.Widened;
            var longest = inputs[2].Select(1, 2) is { Count: > 0 } counts ? counts.Amax().Item<long>() : 0;
            var losses = Tensor.Allocate(Layout.Contiguous([x.Size(1)]), work);
            var sums = Tensor.Allocate(
                Layout.Contiguous([x.Size(1), x.Size(0), CtcProblem<float>.WidthOf(longest) + CtcProblem<float>.Margin]), work);
            var action = new Action { Of = this, X = x.Ready(work), Labels = inputs[1], Table = inputs[2], Losses = losses, Sums = sums };
            work.Run(ref action);
            var result = ZeroInfinity ? Tensor.Where(losses.IsInf(), 0, losses) : losses.Copy();
            return [result.Convert(x.DType), losses, sums];
        }

        internal override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
        {
            if (GradMode.IsEnabled)
            {
                base.Derivatives(gradients[..1], saved, results);
                return;
            }
            var (losses, sums) = (saved.OutputAt(1), saved.OutputAt(2));
            var x = saved.Input(0).Ready(losses.DType);
            results[0] = Tensor.Allocate(x.Layout, losses.DType);
            var action = new Action
            {
                Of = this,
                X = x,
                Labels = saved.Input(1),
                Table = saved.Input(2),
                Losses = losses,
                Sums = sums,
                G = gradients[0]!.Ready(losses.DType),
                Gradient = results[0],
            };
            losses.DType.Run(ref action);
        }

        unsafe struct Action : IDTypeAction
        {
            public Ctc Of;
            public Tensor X, Labels, Table, Losses, Sums;
            public Tensor? G, Gradient;

            public static DTypeSet Types => DTypeSet.Floating;

            public readonly void Run<T>() where T : unmanaged
            {
                fixed (byte* x = X, labels = Labels, table = Table, losses = Losses, sums = Sums, g = G, gradient = Gradient)
                {
                    var problem = new CtcProblem<T>
                    {
                        LogProbs = (T*)x,
                        Labels = (long*)labels,
                        Table = (long*)table,
                        Blank = Of.Blank,
                        Steps = X.Size(0),
                        Batch = X.Size(1),
                        Classes = X.Size(2),
                        Width = Sums.Size(2) - CtcProblem<T>.Margin,
                    };
                    if (Gradient is null) CtcKernel<T>.Forward(problem, (T*)losses, (T*)sums);
                    else CtcKernel<T>.Backward(problem, (T*)losses, (T*)sums, (T*)g, Of.ZeroInfinity, (T*)gradient);
                }
            }
        }
    }
}
