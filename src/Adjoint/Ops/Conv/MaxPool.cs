using Adjoint.Cpu.Conv;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The largest element of each window and its place; see <c>Functional.MaxPool2d</c>.</summary>
        internal (Tensor Values, Tensor Indices) PooledMax(
            int rank, Sizes kernel, Sizes? stride, Sizes padding, Sizes dilation, bool ceilMode)
        {
            var name = $"MaxPool{rank}d";
            return Ops.MaxPool.Of(name, this, Ops.PoolWindows.Sliding(name, rank, this, kernel, stride, padding, dilation, ceilMode));
        }

        /// <summary>The same for windows that share the input; see <c>Functional.AdaptiveMaxPool2d</c>.</summary>
        internal (Tensor Values, Tensor Indices) PooledMaxTo(int rank, AdaptiveSizes output)
        {
            var name = $"AdaptiveMaxPool{rank}d";
            return Ops.MaxPool.Of(name, this, Ops.PoolWindows.Adaptive(name, rank, this, output));
        }
    }
}

namespace Adjoint.Ops
{
    /// <summary>The largest element of each window over the last dimensions, and its place among the elements of these.</summary>
    internal sealed record MaxPool(PoolWindows Windows, string Title) : LargestOfWindows(Title)
    {
        protected override int SpatialRank => Windows.Output.Length;

        public static (Tensor Values, Tensor Indices) Of(string name, Tensor x, PoolWindows windows)
        {
            if (x.DType == DType.Bool) throw new ArgumentException($"{name}: not defined for Bool; convert with To(DType.Float32).");
            var outputs = new MaxPool(windows, name).ApplyMany(x);
            return (outputs[0], outputs[1]);
        }

        protected override long[] Sizes(Tensor x) => Windows.Shape(x);

        protected override void Fill(Tensor x, ReadOnlySpan<Tensor> inputs, Tensor values, Tensor indices)
        {
            var action = new Action { X = x, Values = values, Indices = indices, Axes = Windows.Axes(x) };
            x.DType.Run(ref action);
        }

        unsafe struct Action : IDTypeAction
        {
            public Tensor X, Values, Indices;
            public WindowAxis[] Axes;

            public static DTypeSet Types => DTypeSet.Numbers;

            public readonly void Run<T>() where T : unmanaged
            {
                var channels = Values.Count / (Axes[0].Output * Axes[1].Output * Axes[2].Output);
                fixed (byte* x = X, values = Values, indices = Indices)
                    MaxWindows<T>.Run(Axes[0], Axes[1], Axes[2], (T*)x, (T*)values, (long*)indices, channels);
            }
        }
    }
}
