using Adjoint.Cpu.Fused;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// Minus the logarithm of the softmax of these scores at each class of <paramref name="target"/>, of Int64 and contiguous, times
        /// the class's weight: one by one, or their sum, or that divided by the sum of the weights. Nothing is differentiated with
        /// respect to the weights.
        /// </summary>
        /// <exception cref="ArgumentOutOfRangeException">A target is not the number of a class.</exception>
        internal Tensor CrossEntropy(
            int dim, Tensor target, Tensor? weight, long ignoreIndex, bool isReduced, bool isMean, string loss = nameof(CrossEntropy))
        {
            Ops.Reduce.RequireFloating(loss, DType, "convert the input with To(DType.Float32) first");
            var operation = new Ops.CrossEntropy(dim, ignoreIndex, isReduced, isMean, loss);
            return (weight is null ? operation.ApplyMany(this, target) : operation.ApplyMany(this, target, weight))[0];
        }
    }
}

namespace Adjoint.Ops
{
    /// <summary>
    /// The cross entropy with classes; inputs are scores, targets and, maybe, weights. Behind the loss there is an output with what the
    /// backward pass needs: largest scores, logarithms of sums of exponentials, and the sum of the weights.
    /// </summary>
    internal sealed record CrossEntropy(int Dim, long IgnoreIndex, bool IsReduced, bool IsMean, string Loss = nameof(CrossEntropy))
        : Composite, IAutocast
    {
        Precision IAutocast.Precision => Precision.Single;

        internal override DTypeSet Kernels => DTypeSet.Floating;

        internal override Reads Reads(int input) => Adjoint.Reads.Inputs | Adjoint.Reads.Output;

        internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs)
        {
            var (x, target) = (inputs[0], inputs[1]);
            var counts = target.Ne(IgnoreIndex);
            var indices = Tensor.Where(counts, target, 0);
            var weights = counts.To(x.DType);
            if (inputs.Length > 2) weights = weights * inputs[2].Detach().IndexSelect(0, indices.Flatten()).Reshape(indices.Shape);
            var scores = x.LogSoftmax(Dim).Gather(Dim, indices.Unsqueeze(Dim)).Squeeze(Dim);
            var losses = Tensor.Where(counts, -scores * weights, Tensor.Zeros([], x.DType));
            return !IsReduced ? losses : IsMean ? losses.Sum() / weights.Sum() : losses.Sum();
        }

        internal override Tensor[] EvaluateMany(ReadOnlySpan<Tensor> inputs)
        {
            var dtype = inputs[0].DType;
            var work = dtype.Widened;
            var lines = inputs[1].Count;
            var loss = Tensor.Allocate(IsReduced ? Layout.Scalar : inputs[1].Layout, work);
            var kept = Tensor.Allocate(Layout.Contiguous([2 * lines + 1]), work);
            var action = new ForwardAction
            {
                Of = this,
                X = inputs[0].Ready(work),
                Target = inputs[1],
                Weight = inputs.Length > 2 ? inputs[2].Ready(work) : null,
                Loss = loss,
                Kept = kept,
            };
            work.Run(ref action);
            return [loss.Convert(dtype), kept];
        }

        internal override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
        {
            if (GradMode.IsEnabled)
            {
                base.Derivatives(gradients[..1], saved, results);
                return;
            }
            var kept = saved.OutputAt(1);
            var work = kept.DType;
            var x = saved.Input(0).Ready(work);
            results[0] = Tensor.Allocate(x.Layout, work);
            if (x.Count == 0) return;
            var action = new BackwardAction
            {
                Of = this,
                G = gradients[0]!.Ready(work),
                X = x,
                Target = saved.Input(1),
                Weight = results.Length > 2 ? saved.Input(2).Ready(work) : null,
                Kept = kept,
                Y = results[0]!,
            };
            work.Run(ref action);
        }

        unsafe struct ForwardAction : IDTypeAction
        {
            public CrossEntropy Of;
            public Tensor X, Target, Loss, Kept;
            public Tensor? Weight;

            public static DTypeSet Types => DTypeSet.Floating;

            public readonly void Run<T>() where T : unmanaged
            {
                var (outer, count, inner) = Reduce.Span(X.Layout.Sizes, Of.Dim);
                var lines = outer * inner;
                fixed (byte* x = X, target = Target, weight = Weight, kept = Kept, loss = Loss)
                {
                    T* m = (T*)kept, l = m + lines;
                    var total = lines == 0 ? new(0, 0, -1) : CrossEntropyKernel<T>.Forward(
                        (T*)x, (long*)target, (T*)weight, Of.IgnoreIndex, m, l, Of.IsReduced ? null : (T*)loss,
                        outer, count, inner);
                    if (total.Wrong >= 0) Require.Class(Of.Loss, ((long*)target)[total.Wrong], count, nameof(target));
                    l[lines] = Cpu.Convert.To<double, T>(total.Weight);
                    if (Of.IsReduced) *(T*)loss = Cpu.Convert.To<double, T>(Of.IsMean ? total.Loss / total.Weight : total.Loss);
                }
            }
        }

        unsafe struct BackwardAction : IDTypeAction
        {
            public CrossEntropy Of;
            public Tensor G, X, Target, Kept, Y;
            public Tensor? Weight;

            public static DTypeSet Types => DTypeSet.Floating;

            public readonly void Run<T>() where T : unmanaged
            {
                var (outer, count, inner) = Reduce.Span(X.Layout.Sizes, Of.Dim);
                fixed (byte* g = G, x = X, target = Target, weight = Weight, kept = Kept, y = Y)
                {
                    T* m = (T*)kept, l = m + outer * inner;
                    var factor = Of.IsMean ? 1 / Cpu.Convert.To<T, double>(l[outer * inner]) : 1;
                    CrossEntropyKernel<T>.Backward(
                        (T*)x, (long*)target, (T*)weight, Of.IgnoreIndex, m, l, (T*)g, !Of.IsReduced, factor,
                        (T*)y, outer, count, inner);
                }
            }
        }
    }
}
