namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>
        /// The integral along a dimension of a function with these values at evenly spaced points, by the trapezoidal rule:
        /// Σ dx (y[i] + y[i + 1]) / 2.
        /// </summary>
        /// <param name="dx">The distance between points.</param>
        /// <param name="dim">The dimension, which is removed; the last if left out.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
        /// <exception cref="ArgumentException">The tensor has no dimension.</exception>
        public Tensor Trapezoid(double dx = 1, int dim = -1) => Ops.Trapezoids.Even(nameof(Trapezoid), this, dx, dim).Sum(dim);

        /// <summary>The same with points anywhere: Σ (x[i + 1] - x[i]) (y[i] + y[i + 1]) / 2.</summary>
        /// <inheritdoc cref="Trapezoid(double, int)" path="//exception"/>
        /// <param name="x">Where the points lie: a vector for the dimension, or a tensor that broadcasts with this one.</param>
        /// <param name="dim">The dimension, which is removed; the last if left out.</param>
        public Tensor Trapezoid(Tensor x, int dim = -1) =>
            Ops.Trapezoids.Uneven(nameof(Trapezoid), this, x, dim).Sum(Ops.Trapezoids.FromBack(this, dim));

        /// <summary>The same as <see cref="Trapezoid(double, int)"/>.</summary>
        /// <inheritdoc cref="Trapezoid(double, int)" path="//param|//exception"/>
        public Tensor Trapz(double dx = 1, int dim = -1) => Trapezoid(dx, dim);

        /// <summary>The same as <see cref="Trapezoid(Tensor, int)"/>.</summary>
        /// <inheritdoc cref="Trapezoid(Tensor, int)" path="//param|//exception"/>
        public Tensor Trapz(Tensor x, int dim = -1) => Trapezoid(x, dim);
    }
}

namespace Adjoint.Ops
{
    /// <summary>The areas of the trapezoids between neighbouring points.</summary>
    internal static class Trapezoids
    {
        public static Tensor Even(string operation, Tensor y, double dx, int dim) => Heights(operation, y, dim) * (0.5 * dx);

        public static Tensor Uneven(string operation, Tensor y, Tensor x, int dim)
        {
            ArgumentNullException.ThrowIfNull(x);
            var heights = Heights(operation, y, dim);
            var behind = y.Rank - 1 - Dim.Wrap(dim, y.Rank, operation);
            if (x.Rank == 1 && x.Count == y.Size(dim)) x = x.Reshape([x.Count, .. Enumerable.Repeat(1L, behind)]);
            if (x.Rank <= behind || x.Size(-1 - behind) != y.Size(dim))
                throw new ArgumentException($"{operation}: points of shape {x.Shape} do not fit dimension {dim} of shape {y.Shape}.");
            return x.Diff(dim: -1 - behind) * heights * 0.5;
        }

        /// <summary>The dimension counted from the back, where broadcasting leaves it.</summary>
        public static int FromBack(Tensor y, int dim) => Dim.Wrap(dim, y.Rank, nameof(Tensor.Trapezoid)) - y.Rank;

        static Tensor Heights(string operation, Tensor y, int dim)
        {
            if (y.Rank == 0) throw new ArgumentException($"{operation}: a zero-dimensional tensor has no points to integrate between.");
            dim = Dim.Wrap(dim, y.Rank, operation);
            y = y.To(y.DType.Floating);
            var length = Math.Max(0, y.Size(dim) - 1);
            return y.Narrow(dim, 0, length) + y.Narrow(dim, Math.Min(1, y.Size(dim)), length);
        }
    }
}
