using Adjoint.Cpu.Resampling;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// An image [N, C, ...] of another size; see <c>Functional.Interpolate</c>. Messages begin with <paramref name="of"/>.
        /// </summary>
        internal Tensor Interpolated(
            object of, Sizes? size, ScaleFactors? scaleFactor, InterpolationMode mode, bool alignCorners, bool recompute, bool antialias)
        {
            Ops.Interpolate.Check(of, this, mode, alignCorners, antialias);
            var (sizes, scales) = Ops.Interpolate.Sizes(of, this, size, scaleFactor, recompute);
            if (mode == InterpolationMode.Area) return PooledAverageTo(Rank - 2, Array.ConvertAll(sizes, each => (long?)each));
            var kind = mode switch
            {
                InterpolationMode.Nearest => Interpolation.Nearest,
                InterpolationMode.NearestExact => Interpolation.NearestExact,
                InterpolationMode.Bicubic => Interpolation.Cubic,
                _ => Interpolation.Linear,
            };
            var axes = sizes.Select(
                (each, i) => (Dim: i + 2, Axis: new ResampleAxis(kind, Size(i + 2), each, scales?[i], alignCorners, antialias)));
            return Ops.Interpolate.Along(this, axes);
        }
    }
}

namespace Adjoint.Ops
{
    /// <summary>
    /// A dimension resized, or the transpose of that: a sum of places with fixed weights. Each is the derivative of the other.
    /// </summary>
    internal sealed record Interpolate(int Dim, ResampleAxis Axis, bool IsTransposed) : Primitive
    {
        internal override DTypeSet Kernels => DTypeSet.Floating;

        public static void Check(object of, Tensor x, InterpolationMode mode, bool alignCorners, bool antialias)
        {
            if (x.Rank is < 3 or > 5) throw new ArgumentException(
                $"{of}: the input must be [N, C, ...] with one to three spatial dimensions, " +
                $"and its shape is {x.Shape}.");
            var needed = mode switch
            {
                InterpolationMode.Linear => 3,
                InterpolationMode.Bilinear or InterpolationMode.Bicubic => 4,
                InterpolationMode.Trilinear => 5,
                _ => x.Rank,
            };
            if (x.Rank != needed)
                throw new ArgumentException($"{of}: {mode} needs an input of {needed} dimensions, and its shape is {x.Shape}.");
            if (x.Shape.AsSpan()[1..].Contains(0))
                throw new ArgumentException($"{of}: there is nothing to interpolate in an input of shape {x.Shape}.");
            var isNearest = mode is InterpolationMode.Nearest or InterpolationMode.NearestExact;
            if (!x.DType.IsFloatingPoint && !isNearest)
                throw new ArgumentException($"{of}: {mode} is not defined for {x.DType}; convert with To(DType.Float32).");
            if (alignCorners && (isNearest || mode == InterpolationMode.Area))
                throw new ArgumentException($"{of}: alignCorners is for linear and cubic modes, not for {mode}.");
            if (antialias && mode is not (InterpolationMode.Bilinear or InterpolationMode.Bicubic))
                throw new ArgumentException($"{of}: antialias is for Bilinear and Bicubic, not for {mode}.");
        }

        /// <summary>
        /// The sizes wanted, and the factors the places are to be computed with where these are not the ratios of the sizes.
        /// </summary>
        public static (long[] Sizes, double[]? Scales) Sizes(object of, Tensor x, Sizes? size, ScaleFactors? scaleFactor, bool recompute)
        {
            if (size is null == scaleFactor is null)
                throw new ArgumentException($"{of}: either size or scaleFactor must be given, and one of them only.");
            if (recompute && size is not null)
                throw new ArgumentException($"{of}: recomputeScaleFactor is for a scaleFactor, and a size is given.");
            var scales = scaleFactor?.Expand(x.Rank - 2, of);
            var sizes = size?.Expand(x.Rank - 2, $"{of}", "size") ?? [.. scales!.Select((scale, i) => (long)(x.Size(i + 2) * scale))];
            if (sizes.Any(each => each <= 0))
                throw new ArgumentException(
                    $"{of}: the sizes of the output must be positive, and are [{string.Join(", ", sizes)}] for the input {x.Shape}.");
            return (sizes, recompute ? null : scales);
        }

        /// <summary>
        /// One dimension after the other: those that shrink first, the most first; of those that grow the innermost first.
        /// </summary>
        public static Tensor Along(Tensor x, IEnumerable<(int Dim, ResampleAxis Axis)> axes)
        {
            // Half types are rounded once.
            var y = x.To(x.DType.Widened);
            foreach (var (dim, axis) in axes.OrderBy(each => (double)each.Axis.Output / each.Axis.Input).ThenByDescending(each => each.Dim))
            {
                if (!axis.IsIdentity)
                    y = y.DType.IsFloatingPoint
                        ? new Interpolate(dim, axis, IsTransposed: false).Apply(y)
                        : y.IndexSelect(dim, Tensor.From(axis.Taps().Index));
            }
            return ReferenceEquals(x, y) ? x.Clone() : y.To(x.DType);
        }

        protected override Spec Infer(ReadOnlySpan<Tensor> inputs)
        {
            var sizes = inputs[0].Shape.ToArray();
            sizes[Dim] = IsTransposed ? Axis.Input : Axis.Output;
            return new(sizes, inputs[0].DType);
        }

        protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
        {
            var action = new Action
            {
                X = inputs[0].Ready(),
                Y = output,
                Dim = Dim,
                Taps = IsTransposed ? Axis.Taps().Transposed(Axis.Input) : Axis.Taps(),
            };
            output.DType.Run(ref action);
        }

        protected override Tensor Derivative(int input, Tensor g, Saved saved) => (this with { IsTransposed = !IsTransposed }).Apply(g);

        unsafe struct Action : IDTypeAction
        {
            public Tensor X, Y;
            public int Dim;
            public Taps Taps;

            public static DTypeSet Types => DTypeSet.Floating;

            public readonly void Run<T>() where T : unmanaged
            {
                var sizes = X.Layout.Sizes.AsSpan();
                fixed (byte* x = X, y = Y)
                    ResampleKernel<T>.Run(Taps, (T*)x, (T*)y, Shape.CountOf(sizes[..Dim]), sizes[Dim], Shape.CountOf(sizes[(Dim + 1)..]));
            }
        }
    }
}
