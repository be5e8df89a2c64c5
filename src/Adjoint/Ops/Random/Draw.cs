using Adjoint.Cpu.Sampling;

namespace Adjoint.Ops;

/// <summary>From tensors to the distributions: fills tensors with random numbers, in the order in which PyTorch does.</summary>
internal static class Draw
{
    /// <summary>Overwrites the elements with draws, one after the other as they lie in memory. Returns the tensor.</summary>
    public static Tensor Fill<TDistribution>(string operation, Tensor tensor, TDistribution distribution, Generator? generator)
        where TDistribution : struct, IDistribution
    {
        tensor.CheckInPlace(operation);
        if (tensor.Count > 0)
        {
            var ordered = Permute.View(tensor, MemoryOrder(tensor.Layout));
            var target = ordered.IsContiguous ? ordered : Tensor.Allocate(ordered.Spec);
            var fill = new FillAction<TDistribution>
            {
                Tensor = target,
                Distribution = distribution,
                Generator = generator ?? Generator.Default,
            };
            target.DType.Run(ref fill);
            if (!ReferenceEquals(target, ordered)) ordered.Write(target);
        }
        tensor.Storage.Version++;
        return tensor;
    }

    /// <summary>A tensor of arbitrary content whose dimensions lie in memory in the order of those of another.</summary>
    public static Tensor Like(Tensor other, DType? dtype = null)
    {
        ArgumentNullException.ThrowIfNull(other);
        var order = MemoryOrder(other.Layout);
        var sizes = new long[order.Length];
        var inverse = new int[order.Length];
        for (var i = 0; i < order.Length; i++) (sizes[i], inverse[order[i]]) = (other.Layout.Sizes[order[i]], i);
        return Permute.View(Tensor.Allocate(Layout.Contiguous(sizes), dtype ?? other.DType), inverse);
    }

    /// <summary>Throws unless <paramref name="dtype"/> is floating-point.</summary>
    public static void CheckFloating(string operation, DType dtype)
    {
        if (!dtype.IsFloatingPoint)
            throw new ArgumentException(
                $"{operation}: only for floating-point types, not {dtype}; use RandInt, or convert with To(DType.Float32).");
    }

    /// <summary>
    /// The dimensions from the slowest in memory to the fastest. Of two with one stride the larger is the slower; a repeated
    /// dimension stays where it is.
    /// </summary>
    public static int[] MemoryOrder(Layout layout)
    {
        var order = new int[layout.Rank];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        if (layout.IsContiguous) return order;
        for (var i = order.Length - 2; i >= 0; i--)
        {
            var place = i;
            for (var j = i + 1; j < order.Length; j++)
            {
                var comparison = Compare(layout, order[place], order[j]);
                if (comparison > 0) break;
                if (comparison == 0) continue;
                (order[place], order[j]) = (order[j], order[place]);
                place = j;
            }
        }
        return order;
    }

    // Whether one dimension is slower (1) or faster (-1) than another that has stood behind it; 0 where they may stay.
    static int Compare(Layout layout, int dim, int other)
    {
        long stride = layout.Strides[dim], otherStride = layout.Strides[other];
        if (stride == 0 || otherStride == 0) return 0;
        if (stride != otherStride) return stride > otherStride ? 1 : -1;
        return layout.Sizes[other] > layout.Sizes[dim] ? -1 : 0;
    }

    unsafe struct FillAction<TDistribution> : IDTypeAction where TDistribution : struct, IDistribution
    {
        public required Tensor Tensor;
        public required TDistribution Distribution;
        public required Generator Generator;

        public static DTypeSet Types => TDistribution.Types;

        public readonly void Run<T>() where T : unmanaged
        {
            fixed (byte* pointer = Tensor)
            {
                lock (Generator.Gate) Distribution.Fill(Generator.Random, (T*)pointer, Tensor.Count);
            }
        }
    }
}
