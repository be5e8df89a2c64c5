using Adjoint.Cpu.Fused;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The mean or the sum of (x - y)² over all elements, as one number; shapes and floating-point types are the same.
        /// </summary>
        internal Tensor SquaredErrors(Tensor target, bool mean) => (mean ? Ops.MSELoss.Mean : Ops.MSELoss.Sum).Apply(this, target);
    }
}

namespace Adjoint.Ops
{
    /// <summary>The sum or the mean of (x - y)² over all elements, without the squares in memory.</summary>
    internal sealed record MSELoss(bool IsMean) : Composite, IAutocast
    {
        Precision IAutocast.Precision => Precision.Single;

        public static readonly MSELoss Mean = new(IsMean: true), Sum = new(IsMean: false);

        internal override DTypeSet Kernels => DTypeSet.Floating;

        internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs)
        {
            var squares = inputs[0].SquaredError(inputs[1]);
            return IsMean ? squares.Mean() : squares.Sum();
        }

        protected override Spec Infer(ReadOnlySpan<Tensor> inputs) => new(Layout.Scalar, inputs[0].DType);

        protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
        {
            var total = new Total { X = inputs[0].Ready(), Y = inputs[1].Ready(), Output = output, Divisor = DivisorOf(inputs[0]) };
            output.DType.Run(ref total);
        }

        internal override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
        {
            if (GradMode.IsEnabled || !gradients[0]!.DType.IsIn(Kernels))
            {
                base.Derivatives(gradients, saved, results);
                return;
            }
            for (var i = 0; i < 2; i++)
            {
                if (saved.Needs(i)) results[i] = Gradient(saved.Input(i), saved.Input(1 - i), gradients[0]!);
            }
        }

        Tensor Gradient(Tensor x, Tensor y, Tensor g)
        {
            var result = Tensor.Allocate(new Spec(x.Layout.AsContiguous(), x.DType));
            var slope = new Slope { X = x.Ready(), Y = y.Ready(), G = g, Result = result, Divisor = DivisorOf(x) };
            result.DType.Run(ref slope);
            return result;
        }

        double DivisorOf(Tensor x) => IsMean ? x.Count : 1;

        unsafe struct Total : IDTypeAction
        {
            public Tensor X, Y, Output;
            public double Divisor;

            public static DTypeSet Types => DTypeSet.Floating;

            public readonly void Run<T>() where T : unmanaged
            {
                fixed (byte* x = X, y = Y, output = Output)
                    *(T*)output = Cpu.Convert.To<double, T>(SquaredErrorKernel<T>.Sum((T*)x, (T*)y, X.Count) / Divisor);
            }
        }

        unsafe struct Slope : IDTypeAction
        {
            public Tensor X, Y, G, Result;
            public double Divisor;

            public static DTypeSet Types => DTypeSet.Floating;

            public readonly void Run<T>() where T : unmanaged
            {
                fixed (byte* x = X, y = Y, g = G, result = Result)
                    SquaredErrorKernel<T>.Gradient((T*)x, (T*)y, (T*)g, Divisor, (T*)result, Result.Count);
            }
        }
    }
}
