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
    internal sealed record MaxPool(PoolWindows Windows, string Title) : Primitive
    {
        internal override string Name => Title;

        internal override Reads Reads(int input) => Adjoint.Reads.Output;

        public static (Tensor Values, Tensor Indices) Of(string name, Tensor x, PoolWindows windows)
        {
            if (x.DType == DType.Bool) throw new ArgumentException($"{name}: not defined for Bool; convert with To(DType.Float32).");
            var outputs = new MaxPool(windows, name).ApplyMany(x);
            return (outputs[0], outputs[1]);
        }

        internal override Tensor[] EvaluateMany(ReadOnlySpan<Tensor> inputs)
        {
            var x = inputs[0];
            var layout = Layout.Contiguous(Windows.Shape(x));
            var dtype = x.DType.IsHalf ? DType.Float32 : x.DType;
            var (values, indices) = (Tensor.Allocate(layout, dtype), Tensor.Allocate(layout, DType.Int64));
            if (layout.Count > 0)
            {
                var action = new Action
                {
                    X = ConvOptions.Contiguous(x.Convert(dtype)),
                    Values = values,
                    Indices = indices,
                    Axes = Windows.Axes(x),
                };
                dtype.Run(ref action);
            }
            return [values.Convert(x.DType), indices];
        }

        internal override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
        {
            var (rank, input) = (Windows.Output.Length, saved.InputSpec(0).Layout.Shape);
            results[0] = Unpooled(gradients[0]!, saved.OutputAt(1), rank, input.AsSpan()[^rank..]);
        }

        /// <summary>Elements added up where their indices say, in channels of the given spatial sizes; elsewhere zeros.</summary>
        public static Tensor Unpooled(Tensor g, Tensor indices, int rank, ReadOnlySpan<long> sizes)
        {
            var outer = g.Shape.AsSpan()[..^rank].ToArray();
            long[] flat = [Shape.CountOf(outer), Shape.CountOf(g.Shape.AsSpan()[^rank..])];
            var zeros = Tensor.Zeros([], g.DType).Expand(flat[0], Shape.CountOf(sizes));
            return zeros.ScatterAdd(1, indices.Reshape(flat), g.Reshape(flat)).Reshape([.. outer, .. sizes]);
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
