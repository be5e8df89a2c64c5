namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The slope of a function along dimensions, estimated from its values at the points of an even grid: inside by central
        /// differences, (x[i + 1] - x[i - 1]) / 2h, at the ends by one-sided ones.
        /// </summary>
        /// <param name="spacing">The distance h between points.</param>
        /// <param name="dims">The dimensions; none means all.</param>
        /// <param name="edgeOrder">1 for two points at the ends, 2 for three, which is exact for parabolas.</param>
        /// <returns>A tensor of this tensor's shape for each dimension; Float32 if this one is of whole numbers.</returns>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension, or <paramref name="edgeOrder"/>
        /// is neither 1 nor 2.</exception>
        /// <exception cref="ArgumentException">A dimension has fewer than <paramref name="edgeOrder"/> + 1 points.</exception>
        public Tensor[] Gradient(double spacing = 1, ReadOnlySpan<int> dims = default, int edgeOrder = 1)
        {
            var over = Ops.Slope.Dims(this, dims, null, "");
            return Array.ConvertAll(over, dim => Ops.Slope.Even(this, dim, spacing, edgeOrder));
        }

        /// <summary>The same with a distance for each dimension: see <see cref="Gradient(double, ReadOnlySpan{int}, int)"/>.</summary>
        /// <inheritdoc cref="Gradient(double, ReadOnlySpan{int}, int)"/>
        /// <param name="spacing">The distances between points, one for each dimension.</param>
        /// <param name="dims">The dimensions; none means all.</param>
        /// <param name="edgeOrder">1 for two points at the ends, 2 for three, which is exact for parabolas.</param>
        public Tensor[] Gradient(ReadOnlySpan<double> spacing, ReadOnlySpan<int> dims = default, int edgeOrder = 1)
        {
            var over = Ops.Slope.Dims(this, dims, spacing.Length, "distances");
            var result = new Tensor[over.Length];
            for (var i = 0; i < result.Length; i++) result[i] = Ops.Slope.Even(this, over[i], spacing[i], edgeOrder);
            return result;
        }

        /// <summary>
        /// The same on an uneven grid. Inside, the slope is that of the parabola through three neighbours. See
        /// <see cref="Gradient(double, ReadOnlySpan{int}, int)"/>.
        /// </summary>
        /// <inheritdoc cref="Gradient(double, ReadOnlySpan{int}, int)"/>
        /// <param name="coordinates">Where the points lie: a vector for each dimension.</param>
        /// <param name="dims">The dimensions; none means all.</param>
        /// <param name="edgeOrder">1 for two points at the ends, 2 for three, which is exact for parabolas.</param>
        public Tensor[] Gradient(ReadOnlySpan<Tensor> coordinates, ReadOnlySpan<int> dims = default, int edgeOrder = 1)
        {
            var over = Ops.Slope.Dims(this, dims, coordinates.Length, "vectors of coordinates");
            var result = new Tensor[over.Length];
            for (var i = 0; i < result.Length; i++) result[i] = Ops.Slope.Uneven(this, over[i], coordinates[i], edgeOrder);
            return result;
        }
    }
}

namespace Adjoint.Ops
{
    /// <summary>Differences as estimates of slopes. Source: NumPy, documentation of gradient.</summary>
    internal static class Slope
    {
        public static int[] Dims(Tensor x, ReadOnlySpan<int> dims, int? given, string what)
        {
            var over = new int[dims.Length == 0 ? x.Rank : dims.Length];
            for (var i = 0; i < over.Length; i++) over[i] = dims.Length == 0 ? i : Dim.Wrap(dims[i], x.Rank, nameof(Tensor.Gradient));
            Dim.WrapAll(dims, x.Rank, nameof(Tensor.Gradient));
            return given is null || given == over.Length ? over
                : throw new ArgumentException($"Gradient: {given} {what} were given for {over.Length} dimension(s) of shape {x.Shape}.");
        }

        public static Tensor Even(Tensor x, int dim, double h, int edgeOrder)
        {
            var (f, n) = Points(x, dim, edgeOrder);
            Tensor At(long i) => f.Narrow(dim, i < 0 ? n + i : i, 1);
            var inside = (f.Narrow(dim, 2, n - 2) - f.Narrow(dim, 0, n - 2)) / (2 * h);
            return edgeOrder == 1
                ? Tensor.Cat([(At(1) - At(0)) / h, inside, (At(-1) - At(-2)) / h], dim)
                : Tensor.Cat([(At(0) * -1.5 + At(1) * 2 - At(2) * 0.5) / h, inside, (At(-1) * 1.5 - At(-2) * 2 + At(-3) * 0.5) / h], dim);
        }

        public static Tensor Uneven(Tensor x, int dim, Tensor coordinates, int edgeOrder)
        {
            ArgumentNullException.ThrowIfNull(coordinates);
            var (f, n) = Points(x, dim, edgeOrder);
            if (coordinates.Rank != 1 || coordinates.Count != n)
                throw new ArgumentException(
                    $"Gradient: coordinates for dimension {dim} of shape {x.Shape} must be a vector of {n}, " +
                    $"not of shape {coordinates.Shape}.");
            var h = coordinates.To(f.DType).Diff().Reshape([n - 1, .. Enumerable.Repeat(1L, x.Rank - 1 - dim)]);
            var along = -(x.Rank - dim);
            Tensor At(long i) => f.Narrow(dim, i < 0 ? n + i : i, 1);
            Tensor Step(long i) => h.Narrow(along, i < 0 ? n - 1 + i : i, 1);
            Tensor left = h.Narrow(along, 0, n - 2), right = h.Narrow(along, 1, n - 2);
            var inside = Parabola(f.Narrow(dim, 0, n - 2), f.Narrow(dim, 1, n - 2), f.Narrow(dim, 2, n - 2), left, right);
            return edgeOrder == 1
                ? Tensor.Cat([(At(1) - At(0)) / Step(0), inside, (At(-1) - At(-2)) / Step(-1)], dim)
                : Tensor.Cat([End(At(0), At(1), At(2), Step(0), Step(1)), inside, End(At(-1), At(-2), At(-3), -Step(-1), -Step(-2))], dim);
        }

        // The slope, in the middle of three points, of the parabola through them.
        static Tensor Parabola(Tensor a, Tensor b, Tensor c, Tensor left, Tensor right) =>
            (c - b) * (left / (right * (left + right))) + (b - a) * (right / (left * (left + right)));

        // The same at the first of them.
        static Tensor End(Tensor a, Tensor b, Tensor c, Tensor first, Tensor second) =>
            (b - a) * ((2 * first + second) / (first * (first + second))) - (c - b) * (first / (second * (first + second)));

        static (Tensor F, long Count) Points(Tensor x, int dim, int edgeOrder)
        {
            if (edgeOrder is not (1 or 2))
                throw new ArgumentOutOfRangeException(
                    nameof(edgeOrder), edgeOrder, $"Gradient: the order at the ends is 1 or 2, not {edgeOrder}.");
            if (x.Size(dim) <= edgeOrder)
                throw new ArgumentException(
                    $"Gradient: dimension {dim} of shape {x.Shape} has {x.Size(dim)} point(s); " +
                    $"an order of {edgeOrder} at the ends needs {edgeOrder + 1}.");
            return (x.To(x.DType.Floating), x.Size(dim));
        }
    }
}
