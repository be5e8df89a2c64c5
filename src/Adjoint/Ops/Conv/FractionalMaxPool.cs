using Adjoint.Cpu.Conv;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The largest element of windows whose places are drawn, and where it stands; see <c>Functional.FractionalMaxPool2d</c>.
        /// </summary>
        internal (Tensor Values, Tensor Indices) PooledFractional(
            int rank, Sizes kernel, Sizes? output, ScaleFactors? ratio, Tensor? samples)
        {
            var name = $"FractionalMaxPool{rank}d";
            if (Rank != rank + 1 && Rank != rank + 2)
                throw new ArgumentException(
                    $"{name}: the input must have {rank} spatial dimension(s) behind its channels, with or without a batch in front, " +
                    $"and its shape is {Shape}.");
            if (!DType.IsFloatingPoint) throw new ArgumentException($"{name}: not defined for {DType}; convert with To(DType.Float32).");
            if (output is null == ratio is null)
                throw new ArgumentException($"{name}: either outputSize or outputRatio must be given, and one of them only.");
            var kernels = kernel.Expand(rank, name, "kernelSize");
            var sizes = output?.Expand(rank, name, "outputSize")
                ?? [.. ratio!.Value.Expand(rank, name).Select((each, i) => (long)(Size(i - rank) * each))];
            for (var i = 0; i < rank; i++)
            {
                if (kernels[i] <= 0 || sizes[i] <= 0 || sizes[i] + kernels[i] - 1 > Size(i - rank))
                    throw new ArgumentException(
                        $"{name}: {sizes[i]} windows of {kernels[i]} do not fit into dimension {i - rank} of {Shape}; " +
                        $"sizes must be positive, and together at most {Size(i - rank) + 1}.");
            }
            var batch = Rank == rank + 2 ? this : Unsqueeze(0);
            samples ??= Rand([batch.Size(0), batch.Size(1), rank], DType);
            if (samples.Shape != new Shape([batch.Size(0), batch.Size(1), rank]))
                throw new ArgumentException(
                    $"{name}: the samples must be [{batch.Size(0)}, {batch.Size(1)}, {rank}], " +
                    $"a number from 0 to 1 for each channel and dimension, and their shape is {samples.Shape}.");
            var outputs = new Ops.FractionalMaxPool(new(kernels), new(sizes), name).ApplyMany(batch, samples.Detach());
            return Rank == rank + 2 ? (outputs[0], outputs[1]) : (outputs[0].Squeeze(0), outputs[1].Squeeze(0));
        }
    }
}

namespace Adjoint.Ops
{
    /// <summary>
    /// From [N, C, ...] and numbers from 0 to 1, [N, C, dims], which move the windows of each channel: their distances are the integers
    /// next to (input - kernel) / (output - 1), and the last window ends at the end.
    /// </summary>
    internal sealed record FractionalMaxPool(Dims Kernel, Dims Output, string Title) : LargestOfWindows(Title)
    {
        protected override int SpatialRank => Output.Length;

        protected override long[] Sizes(Tensor x) => [x.Size(0), x.Size(1), .. Output.Values];

        protected override void Fill(Tensor x, ReadOnlySpan<Tensor> inputs, Tensor values, Tensor indices)
        {
            var action = new Action { Pool = this, X = x, Samples = inputs[1].ToArray<double>(), Values = values, Indices = indices };
            x.DType.Run(ref action);
        }

        // The windows along one dimension for one number that was drawn.
        WindowAxis Windows(int dim, long input, double sample, bool isSingle)
        {
            long[] first = new long[Output[dim]], count = new long[Output[dim]];
            Array.Fill(count, Kernel[dim]);
            var step = (input - Kernel[dim]) / Math.Max(1.0, Output[dim] - 1);
            for (long i = 0; i < first.Length - 1; i++) first[i] = isSingle ? Place((float)sample, (float)step, i) : Place(sample, step, i);
            first[^1] = input - Kernel[dim];
            return new(input, first, count, 1);
        }

        // In the precision of the elements, as in PyTorch: where windows begin must not depend on a rounding.
        static long Place(double sample, double step, long i) => (long)((i + sample) * step) - (long)(sample * step);

        static long Place(float sample, float step, long i) => (long)((i + sample) * step) - (long)(sample * step);

        unsafe struct Action : IDTypeAction
        {
            public Tensor X, Values, Indices;
            public double[] Samples;
            public FractionalMaxPool Pool;

            public static DTypeSet Types => DTypeSet.Floating;

            public readonly void Run<T>() where T : unmanaged
            {
                var rank = Pool.Output.Length;
                var (sizes, results) = (X.Layout.Sizes[2..], Shape.CountOf(Pool.Output.Values));
                WindowAxis[] axes = [WindowAxis.None, WindowAxis.None, WindowAxis.None];
                fixed (byte* x = X, values = Values, indices = Indices)
                {
                    for (long channel = 0; channel < X.Size(0) * X.Size(1); channel++)
                    {
                        for (var i = 0; i < rank; i++)
                        {
                            // The numbers are for width and height in the plane, and for depth, height and width in space.
                            var sample = Samples[channel * rank + (rank == 2 ? 1 - i : i)];
                            axes[3 - rank + i] = Pool.Windows(i, sizes[i], sample, typeof(T) == typeof(float));
                        }
                        MaxWindows<T>.Run(
                            axes[0], axes[1], axes[2], (T*)x + channel * Shape.CountOf(sizes), (T*)values + channel * results,
                            (long*)indices + channel * results, 1);
                    }
                }
            }
        }
    }
}
