namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The mean of each window; see <c>Functional.AvgPool2d</c>.</summary>
        internal Tensor PooledAverage(
            int rank, Sizes kernel, Sizes? stride, Sizes padding, bool ceilMode, bool countIncludePad, long? divisor, string? name = null)
        {
            name ??= $"AvgPool{rank}d";
            if (!DType.IsFloatingPoint) throw new ArgumentException($"{name}: not defined for {DType}; convert with To(DType.Float32).");
            if (divisor == 0) throw new ArgumentException($"{name}: the divisor must not be 0.");
            var windows = Ops.PoolWindows.Sliding(name, rank, this, kernel, stride, padding, 1, ceilMode);
            return Ops.AvgPool.Of(this, windows, countIncludePad, divisor);
        }

        /// <summary>The mean of windows that share the input; see <c>Functional.AdaptiveAvgPool2d</c>.</summary>
        internal Tensor PooledAverageTo(int rank, AdaptiveSizes output)
        {
            var name = $"AdaptiveAvgPool{rank}d";
            if (!DType.IsFloatingPoint) throw new ArgumentException($"{name}: not defined for {DType}; convert with To(DType.Float32).");
            return Ops.AvgPool.To(this, Ops.PoolWindows.Adaptive(name, rank, this, output));
        }

        /// <summary>The norm of each window; see <c>Functional.LPPool2d</c>.</summary>
        internal Tensor PooledNorm(int rank, double norm, Sizes kernel, Sizes? stride, bool ceilMode)
        {
            var name = $"LPPool{rank}d";
            if (!DType.IsFloatingPoint) throw new ArgumentException($"{name}: not defined for {DType}; convert with To(DType.Float32).");
            var count = Adjoint.Shape.CountOf(kernel.Expand(rank, name, "kernelSize"));
            var mean = Pow(norm).PooledAverage(rank, kernel, stride, 0, ceilMode, countIncludePad: true, divisor: null, name);
            return (mean.Sign() * mean.Abs().Relu() * count).Pow(1 / norm);
        }
    }
}

namespace Adjoint.Ops
{
    /// <summary>Means of windows: a convolution of each channel with the same weights, or products with few rows.</summary>
    internal static class AvgPool
    {
        public static Tensor Of(Tensor x, PoolWindows windows, bool countIncludePad, long? divisor)
        {
            var rank = windows.Output.Length;
            long[] outer = x.Shape.AsSpan()[..^rank].ToArray(), inner = x.Shape.AsSpan()[^rank..].ToArray();
            var after = new long[rank];
            for (var i = 0; i < rank; i++)
                after[i] = (windows.Output[i] - 1) * windows.Stride[i] + windows.Kernel[i] - inner[i] - windows.Padding[i];
            var options = new ConvOptions(windows.Stride, windows.Padding, new(after), windows.Dilation, 1);
            var (factor, factors) = Factors(x, windows, countIncludePad, divisor);
            var ones = Tensor.Full([1, 1, .. windows.Kernel.Values], factor, x.DType.Widened).To(x.DType);
            var sums = new Convolution(options).Apply(x.Reshape([Shape.CountOf(outer), 1, .. inner]), ones)
                .Reshape([.. outer, .. windows.Output.Values]);
            return factors is null ? sums : sums * factors;
        }

        public static Tensor To(Tensor x, PoolWindows windows)
        {
            var rank = windows.Output.Length;
            if (windows.Output.Values.All(size => size == 1)) return x.Mean([.. Enumerable.Range(x.Rank - rank, rank)], keepDim: true);
            for (var i = 0; i < rank; i++)
            {
                var (dim, size) = (x.Rank - rank + i, x.Size(i - rank));
                if (size == windows.Output[i]) continue;
                x = x.Movedim(dim, -1).Matmul(Shares(size, windows.Output[i], x.DType)).Movedim(-1, dim);
            }
            return x.Clone();
        }

        // What the sum of a window is multiplied by: one number for all, or one for each.
        static (double Factor, Tensor? Factors) Factors(Tensor x, PoolWindows windows, bool countIncludePad, long? divisor)
        {
            var rank = windows.Output.Length;
            if (divisor is { } given) return (1.0 / given, null);
            var whole = Shape.CountOf(windows.Kernel.Values);
            Tensor? counts = null;
            for (var i = 0; i < rank; i++)
            {
                var along = Counts(x.Size(i - rank), windows, i, countIncludePad);
                var shape = new long[rank];
                Array.Fill(shape, 1);
                shape[i] = along.Length;
                var tensor = Tensor.From(along).To(DType.Float64).Reshape(shape);
                counts = counts is null ? tensor : counts * tensor;
            }
            var all = counts!.Expand(windows.Output.Values);
            return all.Eq(whole).All().Item<bool>() ? (1.0 / whole, null) : (1, all.Reciprocal().To(x.DType));
        }

        static long[] Counts(long input, PoolWindows windows, int dim, bool countIncludePad)
        {
            var counts = new long[windows.Output[dim]];
            for (long i = 0; i < counts.Length; i++)
            {
                var start = i * windows.Stride[dim] - windows.Padding[dim];
                var end = Math.Min(start + windows.Kernel[dim], input + windows.Padding[dim]);
                counts[i] = countIncludePad ? end - start : Math.Min(end, input) - Math.Max(start, 0);
            }
            return counts;
        }

        // [input, output]: in each column the share of each input in the mean of a window.
        static Tensor Shares(long input, long output, DType dtype)
        {
            var axis = Cpu.Conv.WindowAxis.Adaptive(input, output);
            var shares = new double[input, output];
            for (long o = 0; o < output; o++)
            {
                for (long i = 0; i < axis.Count[o]; i++) shares[axis.First[o] + i, o] = 1.0 / axis.Count[o];
            }
            return Tensor.From(shares).To(dtype);
        }
    }
}
